package io.tarn.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The commands below {@code tarn account}, and what their words ask for. */
final class AccountCommands {
    private static final String ACCESS_KEY = "--access-key";
    private static final String SECRET_KEY = "--secret-key";
    private static final String CLEAR = "--clear";
    private static final String ALL = "--all";

    /** Flags of the four parts of a public access block, and what they are called on the wire. */
    private static final Map<String, String> BLOCKS = blocks();

    /** Which settings tell how the server is reached. */
    static final List<Setting> CONNECTION = List.of(Setting.ADMIN_ADDRESS, Setting.REGION, Setting.DATA);

    private AccountCommands() {}

    private static Map<String, String> blocks() {
        Map<String, String> blocks = new LinkedHashMap<>();
        blocks.put("--block-public-acls", "BlockPublicAcls");
        blocks.put("--ignore-public-acls", "IgnorePublicAcls");
        blocks.put("--block-public-policy", "BlockPublicPolicy");
        blocks.put("--restrict-public-buckets", "RestrictPublicBuckets");
        return blocks;
    }

    /** The command with its subcommands. */
    static CommandSpec spec() {
        CommandSpec account = CommandSpec.create().addOption(CommandTable.help());
        account.usageMessage().description("Manages the accounts of a running server, through its admin address.");
        account.addSubcommand("create", create());
        account.addSubcommand("list", command("Lists all accounts."));
        account.addSubcommand("disable", named("Lets nobody of an account do anything."));
        account.addSubcommand("enable", named("Lets a disabled account go on."));
        account.addSubcommand("delete", named("Deletes an account that owns no buckets, with its users and keys."));
        account.addSubcommand("public-access-block", block());
        return account;
    }

    private static CommandSpec create() {
        CommandSpec create = named("Creates an account and an access key of its root user.");
        create.addOption(text(ACCESS_KEY, "K", "Id of the key; goes with --secret-key."));
        create.addOption(
                text(
                        SECRET_KEY,
                        "S",
                        "Secret of the key. Command lines are seen by every user of the machine: without both, a key is made."));
        return create;
    }

    private static CommandSpec block() {
        CommandSpec block =
                named("Shows, sets or clears what keeps all buckets of an account from the public, whatever they say.");
        BLOCKS.forEach((flag, name) -> block.addOption(flag(flag, "Sets " + name + ".")));
        block.addOption(flag(ALL, "Sets all four."));
        block.addOption(flag(CLEAR, "Removes the account's block; buckets keep their own."));
        return block;
    }

    private static CommandSpec named(String description) {
        CommandSpec command = command(description);
        command.addPositional(PositionalParamSpec.builder()
                .paramLabel("NAME")
                .arity("1")
                .type(String.class)
                .description("Name or id of the account.")
                .build());
        return command;
    }

    private static CommandSpec command(String description) {
        CommandSpec command = CommandSpec.create().addOption(CommandTable.help());
        command.usageMessage().description(description);
        for (Setting setting : CONNECTION) {
            setting.flag().ifPresent(flag -> command.addOption(CommandTable.option(setting, flag)));
        }
        command.usageMessage()
                .footer("", "Signs with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, else with DIR/credentials.");
        return command;
    }

    private static OptionSpec text(String name, String label, String description) {
        return OptionSpec.builder(name)
                .arity("1")
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .build();
    }

    private static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name)
                .arity("0")
                .type(boolean.class)
                .description(description)
                .build();
    }

    /** What the words of a subcommand ask for. */
    static AccountRequest request(ParseResult command) {
        Map<String, String> parameters = new LinkedHashMap<>();
        String named = command.matchedPositionalValue(0, "");
        return switch (command.commandSpec().name()) {
            case "create" -> {
                parameters.put("Name", named);
                put(parameters, "AccessKeyId", command, ACCESS_KEY);
                put(parameters, "SecretAccessKey", command, SECRET_KEY);
                yield new AccountRequest("CreateAccount", parameters);
            }
            case "list" -> new AccountRequest("ListAccounts", parameters);
            case "disable" -> new AccountRequest("DisableAccount", Map.of("Account", named));
            case "enable" -> new AccountRequest("EnableAccount", Map.of("Account", named));
            case "delete" -> new AccountRequest("DeleteAccount", Map.of("Account", named));
            default -> blockRequest(command, named);
        };
    }

    private static AccountRequest blockRequest(ParseResult command, String named) {
        Map<String, String> parameters = new LinkedHashMap<>(Map.of("Account", named));
        boolean all = command.hasMatchedOption(ALL);
        BLOCKS.forEach((flag, name) -> {
            if (all || command.hasMatchedOption(flag)) {
                parameters.put(name, "true");
            }
        });
        boolean sets = parameters.size() > 1;
        if (sets && command.hasMatchedOption(CLEAR)) {
            throw new UsageException("--clear goes with no other part of a public access block");
        }
        String verb = sets ? "Put" : command.hasMatchedOption(CLEAR) ? "Delete" : "Get";
        return new AccountRequest(verb + "AccountPublicAccessBlock", parameters);
    }

    private static void put(Map<String, String> parameters, String name, ParseResult command, String flag) {
        if (command.hasMatchedOption(flag)) {
            parameters.put(name, command.matchedOptionValue(flag, ""));
        }
    }
}
