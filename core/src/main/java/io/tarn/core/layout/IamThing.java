package io.tarn.core.layout;

import java.util.Map;

/** What of an account's IAM has an id, a name within its kind and a path. */
public sealed interface IamThing permits IamIdentity, IamPolicy, IamProfile {
    /** Four letters of its kind and 17 characters; never given again. */
    String id();

    /** The name as it was given; unique within the kind whatever the case of letters. */
    String name();

    /** Begins and ends with a slash. */
    String path();

    /** Milliseconds since 1970. */
    long created();

    /** Tags in their order. */
    Map<String, String> tags();

    /** Path and name, as an ARN ends. */
    default String pathAndName() {
        return path() + name();
    }
}
