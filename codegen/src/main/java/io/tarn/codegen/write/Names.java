package io.tarn.codegen.write;

import java.util.Set;
import javax.lang.model.SourceVersion;

/** How names of a model become names of Java. */
final class Names {
    /** Names that a record cannot give to a component. */
    private static final Set<String> RESERVED =
            Set.of("clone", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

    private Names() {}

    /** {@code ETag} to {@code eTag}, {@code SSEKMSKeyId} to {@code ssekmsKeyId}, {@code URI} to {@code uri}. */
    static String field(String name) {
        int capitals = 0;
        while (capitals < name.length() && Character.isUpperCase(name.charAt(capitals))) {
            capitals++;
        }
        int small = capitals;
        if (capitals > 1 && capitals < name.length() && Character.isLowerCase(name.charAt(capitals))) {
            small = capitals - 1;
        }
        StringBuilder field = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            field.append(i < small ? Character.toLowerCase(c) : c);
        }
        String result = field.toString();
        return RESERVED.contains(result) || SourceVersion.isKeyword(result) ? result + "Value" : result;
    }

    /** {@code ListObjectsV2} to {@code LIST_OBJECTS_V2}, {@code s3:ObjectCreated:*} to {@code S3_OBJECT_CREATED_ALL}. */
    static String constant(String name) {
        StringBuilder constant = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean upper = Character.isUpperCase(c);
            boolean afterSmall =
                    i > 0 && (Character.isLowerCase(name.charAt(i - 1)) || Character.isDigit(name.charAt(i - 1)));
            boolean beforeSmall = i > 0
                    && Character.isUpperCase(name.charAt(i - 1))
                    && i + 1 < name.length()
                    && Character.isLowerCase(name.charAt(i + 1));
            if (upper && (afterSmall || beforeSmall)) {
                constant.append('_');
            }
            if (Character.isLetterOrDigit(c)) {
                constant.append(Character.toUpperCase(c));
            } else {
                constant.append(c == '*' ? "_ALL" : "_");
            }
        }
        String result = constant.toString().replaceAll("_+", "_");
        return Character.isDigit(result.charAt(0)) ? "_" + result : result;
    }
}
