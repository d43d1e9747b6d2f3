package io.tarn.codegen.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The committed model of a service: {@code <name>.json} as dumped, {@code <name>-patch.json} with what the dump loses,
 * and {@code <name>-facts.json} with our own facts.
 */
public final class ModelFile {
    private final JsonTree model;
    private final JsonTree patch;
    private final JsonTree facts;
    private final Map<String, String> renames;
    private final Set<String> longs;

    private ModelFile(JsonTree model, JsonTree patch, JsonTree facts) {
        this.model = model;
        this.patch = patch;
        this.facts = facts;
        this.renames = patch.object("renames").asTexts();
        this.longs = new HashSet<>(patch.texts("longs"));
    }

    /** Reads the three files of a service. */
    public static Service read(Path directory, String name) {
        return new ModelFile(
                        JsonTree.read(directory.resolve(name + ".json")),
                        JsonTree.read(directory.resolve(name + "-patch.json")),
                        JsonTree.read(directory.resolve(name + "-facts.json")))
                .service(name);
    }

    private Service service(String name) {
        Map<String, Structure> structures = new LinkedHashMap<>();
        for (JsonTree tree : model.objects("structures")) {
            Structure structure = structure(tree);
            structures.put(structure.name(), structure);
        }
        List<Operation> operations = new ArrayList<>();
        for (JsonTree tree : model.objects("operations")) {
            operations.add(operation(tree, structures));
        }
        for (String pseudo : facts.object("pseudo").names()) {
            operations.add(pseudo(pseudo, facts.object("pseudo").object(pseudo)));
        }
        List<EnumShape> enums = model.objects("enums").stream()
                .map(tree -> new EnumShape(
                        tree.text("name"),
                        List.copyOf(tree.object("values").asTexts().values())))
                .toList();
        String uri = patch.textOrNull("namespace");
        return new Service(
                name,
                uri == null ? null : new XmlNamespace("", uri),
                operations,
                structures,
                enums,
                Set.copyOf(patch.texts("openEnums")),
                facts.has("version") ? query() : null);
    }

    private QueryProtocol query() {
        Map<String, List<String>> actions = new LinkedHashMap<>();
        Set<String> resultless = new HashSet<>();
        for (JsonTree operation : model.objects("operations")) {
            String name = operation.text("name");
            JsonTree other = facts.object("actions");
            actions.put(name, other.has(name) ? other.texts(name) : List.of(facts.text("actionPrefix") + name));
            if (!operation.has("output")) {
                resultless.add(name);
            }
        }
        Map<String, Integer> errors = new TreeMap<>();
        for (JsonTree structure : model.objects("structures")) {
            if (structure.has("error")) {
                String code = structure.textOrNull("code");
                errors.put(code == null ? structure.text("name") : code, structure.number("error", 400));
            }
        }
        return new QueryProtocol(
                facts.text("version"),
                actions,
                facts.object("tagActions").asTexts(),
                Set.copyOf(facts.texts("anonymous")),
                Set.copyOf(facts.texts("served")),
                resultless,
                errors);
    }

    private Operation operation(JsonTree tree, Map<String, Structure> structures) {
        String name = tree.text("name");
        return new Operation(
                name,
                tree.text("method"),
                tree.text("uri"),
                patch.object("statuses").number(name, tree.number("status", 200)),
                shapeOf(tree, "input", name + "Request", structures),
                shapeOf(tree, "output", name + (facts.has("version") ? "Response" : "Output"), structures),
                tree.flag("checksumRequired"),
                patch.texts("unwrapped").contains(name),
                patch.object("payloadTypes").textOrNull(name),
                true,
                facts(facts.object("operations").object(name)));
    }

    /** Every operation has an input and an output; where the model has none, an empty one. */
    private String shapeOf(JsonTree tree, String field, String otherwise, Map<String, Structure> structures) {
        String shape = tree.textOrNull(field);
        if (shape == null) {
            structures.put(otherwise, new Structure(otherwise, null, false, false, null, false, List.of()));
            return otherwise;
        }
        return renamed(shape);
    }

    private static Operation pseudo(String name, JsonTree tree) {
        String uri = tree.text("path").equals("object") ? "/{Key+}" : "/";
        return new Operation(
                name,
                tree.text("method"),
                uri,
                tree.number("status", 200),
                "",
                "",
                false,
                false,
                null,
                false,
                facts(tree));
    }

    private static Facts facts(JsonTree tree) {
        if (!tree.has("resource")) {
            return Facts.NONE;
        }
        return new Facts(
                tree.text("resource"),
                tree.texts("actions"),
                tree.texts("versionActions"),
                tree.object("headerActions").asTexts(),
                tree.texts("sourceActions"),
                tree.texts("sourceVersionActions"),
                tree.texts("queryTells"),
                tree.texts("headerTells"),
                tree.flag("bodyFirst"),
                tree.number("bodyBytesMax", 0),
                tree.textOrNull("malformed"),
                tree.textOrNull("missingBody"));
    }

    private Structure structure(JsonTree tree) {
        String name = tree.text("name");
        List<Member> members = new ArrayList<>();
        List<String> removed = patch.texts("removed");
        for (JsonTree member : tree.objects("members")) {
            if (!removed.contains(name + "." + member.text("name"))) {
                members.add(member(name, member));
            }
        }
        patch.object("members").objects(name).forEach(member -> members.add(member(name, member)));
        List<String> order = patch.object("orders").texts(name);
        if (!order.isEmpty()) {
            Function<Member, Integer> place = member -> order.indexOf(member.name());
            members.sort(Comparator.comparing(place));
        }
        String xmlName = tree.textOrNull("xmlName");
        return new Structure(
                renamed(name),
                xmlName == null && renames.containsKey(name) ? name : xmlName,
                tree.flag("union"),
                tree.flag("eventStream"),
                null,
                tree.has("error"),
                List.copyOf(members));
    }

    private Member member(String structure, JsonTree tree) {
        String name = tree.text("name");
        return new Member(
                name,
                type(tree, name, patch.object("types").textOrNull(structure + "." + name)),
                tree.flag("required"),
                location(tree.textOrNull("in")),
                tree.textOrNull("wire"),
                tree.flag("streaming"),
                tree.textOrNull("xmlName"),
                tree.flag("flattened"),
                tree.flag("attribute"),
                namespace(tree.texts("xmlNamespace")),
                tree.flag("sensitive") || patch.texts("sensitive").contains(structure + "." + name));
    }

    private static @Nullable XmlNamespace namespace(List<String> prefixAndUri) {
        return prefixAndUri.isEmpty() ? null : new XmlNamespace(prefixAndUri.get(0), prefixAndUri.get(1));
    }

    private static Location location(@Nullable String in) {
        return switch (in) {
            case null -> Location.BODY;
            case "label" -> Location.LABEL;
            case "header" -> Location.HEADER;
            case "prefixHeaders" -> Location.PREFIX_HEADERS;
            case "query" -> Location.QUERY;
            case "payload" -> Location.PAYLOAD;
            default -> throw new IllegalArgumentException("location " + in);
        };
    }

    private Type type(JsonTree tree, String memberName, @Nullable String patched) {
        if (patched != null) {
            return patched.equals("int") ? new Type.Whole(false) : new Type.Text(null);
        }
        return switch (tree.text("type")) {
            case "string" -> new Type.Text(tree.textOrNull("enum"));
            case "number" -> new Type.Whole(longs.contains(memberName));
            case "boolean" -> new Type.Flag();
            case "blob" -> new Type.Blob();
            case "timestamp" -> new Type.Time(timeFormat(tree.textOrNull("format")));
            case "structure" -> new Type.Shape(renamed(tree.text("shape")));
            case "list" -> {
                JsonTree item = tree.object("item");
                yield new Type.ListOf(type(item, memberName, null), item.textOrNull("xmlName"), null);
            }
            case "map" -> {
                JsonTree key = tree.object("key");
                JsonTree value = tree.object("value");
                yield new Type.MapOf(
                        type(value, memberName, null),
                        key.textOrNull("xmlName"),
                        value.textOrNull("xmlName"),
                        null,
                        null);
            }
            default -> throw new IllegalArgumentException("type " + tree.text("type"));
        };
    }

    private static Type.@Nullable TimeFormat timeFormat(@Nullable String format) {
        return switch (format) {
            case null -> null;
            case "date-time" -> Type.TimeFormat.DATE_TIME;
            case "http-date" -> Type.TimeFormat.HTTP_DATE;
            case "epoch-seconds" -> Type.TimeFormat.EPOCH_SECONDS;
            default -> throw new IllegalArgumentException("time format " + format);
        };
    }

    private String renamed(String shape) {
        return renames.getOrDefault(shape, shape);
    }
}
