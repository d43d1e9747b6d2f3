package io.tarn.core.policy;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A policy, compiled. Immutable and safe for many threads. */
public final class PolicyDocument {
    /** The version of today, in which variables have a meaning. */
    static final String VERSION = "2012-10-17";
    /** The version of a document that names none. */
    static final String OLD_VERSION = "2008-10-17";

    private final PolicyKind kind;
    private final String version;
    private final @Nullable String id;
    private final List<PolicyStatement> statements;
    private final String source;

    PolicyDocument(
            PolicyKind kind, String version, @Nullable String id, List<PolicyStatement> statements, String source) {
        this.kind = kind;
        this.version = version;
        this.id = id;
        this.statements = List.copyOf(statements);
        this.source = source;
    }

    /**
     * Reads and compiles a document.
     *
     * @throws MalformedPolicyException if it breaks the grammar, is longer than its kind allows or is not of its kind
     */
    public static PolicyDocument parse(byte[] utf8, PolicyKind kind) {
        if (utf8.length > kind.bytesMax()) {
            throw new MalformedPolicyException(
                    "Policy exceeds the maximum allowed document size of " + kind.bytesMax() + " bytes");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
            return new PolicyParser(kind).document(StrictJson.read(text), text);
        } catch (CharacterCodingException e) {
            throw new MalformedPolicyException("This policy contains invalid UTF-8");
        }
    }

    /**
     * Reads and compiles a document.
     *
     * @throws MalformedPolicyException as for bytes
     */
    public static PolicyDocument parse(String json, PolicyKind kind) {
        try {
            ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(json));
            byte[] bytes = new byte[utf8.remaining()];
            utf8.get(bytes);
            return parse(bytes, kind);
        } catch (CharacterCodingException e) {
            throw new MalformedPolicyException("This policy contains characters that are not Unicode");
        }
    }

    /** Where it is attached. */
    public PolicyKind kind() {
        return kind;
    }

    /** The version of the language, {@code 2008-10-17} if the document names none. */
    public String version() {
        return version;
    }

    /** Its Id, or null. */
    public @Nullable String id() {
        return id;
    }

    /** Its statements, at least one, in order. */
    public List<PolicyStatement> statements() {
        return statements;
    }

    /** The document as it was written. */
    public String source() {
        return source;
    }

    /** A statement as JSON on one line, whatever white space it was written with; {@code index} counts from 0. */
    public String statementText(int index) {
        StrictJson statement = StrictJson.read(source).values().get("Statement");
        StrictJson found =
                statement instanceof StrictJson.Items list ? list.values().get(index) : statement;
        StringBuilder text = new StringBuilder();
        write(found, text);
        return text.toString();
    }

    private static void write(@Nullable StrictJson json, StringBuilder text) {
        switch (json) {
            case StrictJson.Fields fields -> {
                String before = "{";
                for (Map.Entry<String, StrictJson> field : fields.values().entrySet()) {
                    text.append(before).append('"').append(field.getKey()).append("\":");
                    write(field.getValue(), text);
                    before = ",";
                }
                text.append(fields.values().isEmpty() ? "{}" : "}");
            }
            case StrictJson.Items items -> {
                String before = "[";
                for (StrictJson item : items.values()) {
                    write(item, text.append(before));
                    before = ",";
                }
                text.append(items.values().isEmpty() ? "[]" : "]");
            }
            case StrictJson.Text string ->
                text.append('"')
                        .append(string.value().replace("\\", "\\\\").replace("\"", "\\\""))
                        .append('"');
            case StrictJson.Bare bare -> text.append(bare.value());
            case StrictJson.Null none -> text.append("null");
            case null -> text.append("null");
        }
    }

    /** Its length without white space, in characters: what IAM's quotas count. */
    public int sizeWithoutWhiteSpace() {
        return (int) source.chars()
                .filter(c -> c != ' ' && c != '\n' && c != '\r' && c != '\t')
                .count();
    }

    /** The ARNs of users, roles and sessions that it names, for whoever checks that they exist; sorted. */
    public Set<String> principalArns() {
        return named(PrincipalPattern::arns);
    }

    /** The ids of accounts that it names; sorted. */
    public Set<String> principalAccounts() {
        return named(PrincipalPattern::accounts);
    }

    /** The canonical ids of accounts that it names; sorted. */
    public Set<String> principalCanonicalIds() {
        return named(PrincipalPattern::canonicalIds);
    }

    private Set<String> named(Function<PrincipalPattern, Set<String>> which) {
        Set<String> names = new TreeSet<>();
        statements.forEach(statement -> {
            PrincipalPattern principals = statement.principals();
            if (principals != null) {
                names.addAll(which.apply(principals));
            }
        });
        return names;
    }

    /** The statements that apply to a request, allowing and denying ones, in their order. */
    public List<PolicyStatement> applying(PolicyRequest request) {
        return statements.stream()
                .filter(statement -> statement.applies(request) != PrincipalPattern.Grade.NONE)
                .toList();
    }

    /** The condition keys that its conditions and variables name, as it writes them, in their order. */
    public Set<String> contextKeys() {
        return ContextKeys.of(this);
    }

    /** Where each statement stands in the text. */
    public List<StatementPosition> positions() {
        return StatementPosition.all(source);
    }

    /** What it says to a request; the first denying statement ends the search. */
    Finding find(PolicyRequest request) {
        PrincipalPattern.Grade best = PrincipalPattern.Grade.NONE;
        PolicyStatement allowing = null;
        for (PolicyStatement statement : statements) {
            PrincipalPattern.Grade grade = statement.applies(request);
            if (grade == PrincipalPattern.Grade.NONE) {
                continue;
            }
            if (!statement.allows()) {
                return new Finding(true, grade, statement);
            }
            if (grade.compareTo(best) > 0) {
                best = grade;
                allowing = statement;
            }
        }
        return allowing == null ? Finding.SILENT : new Finding(false, best, allowing);
    }

    /**
     * What a document says to a request.
     *
     * @param denies whether a statement denies
     * @param grade how closely the statement names the principal; none if no statement applies
     * @param statement the statement, or null if none applies
     */
    record Finding(
            boolean denies,
            PrincipalPattern.Grade grade,
            @Nullable PolicyStatement statement) {
        static final Finding SILENT = new Finding(false, PrincipalPattern.Grade.NONE, null);

        boolean allows() {
            return !denies && statement != null;
        }
    }
}
