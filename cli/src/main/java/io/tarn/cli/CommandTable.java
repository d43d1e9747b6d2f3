package io.tarn.cli;

import io.tarn.cli.Settings.Given;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The commands of {@code tarn} and their flags, and what a command line says in their terms. */
final class CommandTable {
    private static final String CONFIG = "--config";

    private final CommandLine program;

    CommandTable() {
        CommandSpec tarn = CommandSpec.create().name("tarn").addOption(help()).addOption(version());
        tarn.usageMessage().description("Amazon S3 that you can run yourself.");
        tarn.addSubcommand("serve", serve());
        tarn.addSubcommand("rehearse", rehearse());
        tarn.addSubcommand("account", AccountCommands.spec());
        tarn.addSubcommand("explain", ExplainCommand.spec());
        program = new CommandLine(tarn);
    }

    /** What a command line asks for. */
    sealed interface Request {
        /** Print this text and end. */
        record Show(String text) implements Request {}

        /** Print the version and end. */
        record ShowVersion() implements Request {}

        /** Serve from a temporary directory, send requests to it, and end. */
        record Rehearse() implements Request {}

        /**
         * Ask a running server about accounts.
         *
         * @param asked what for
         * @param flags what the flags give
         */
        record Account(AccountRequest asked, Map<Setting, Given> flags) implements Request {}

        /**
         * Serve until told to stop.
         *
         * @param flags what the flags give
         * @param file the settings file named by a flag, or empty
         */
        record Serve(Map<Setting, Given> flags, Optional<String> file) implements Request {}
    }

    /**
     * Reads a command line.
     *
     * @throws UsageException if it has an unknown or malformed part; it names the nearest known one
     */
    Request parse(String... arguments) {
        try {
            ParseResult parsed = program.parseArgs(arguments);
            if (parsed.hasMatchedOption("--version")) {
                return new Request.ShowVersion();
            }
            if (!parsed.hasSubcommand()) {
                return new Request.Show(program.getUsageMessage());
            }
            ParseResult serve = parsed.subcommand();
            CommandSpec command = serve.commandSpec();
            if (serve.hasMatchedOption("--help")) {
                return new Request.Show(command.commandLine().getUsageMessage());
            }
            if (command.name().equals("rehearse")) {
                return new Request.Rehearse();
            }
            if (command.name().equals("account")) {
                return account(serve);
            }
            if (command.name().equals("explain")) {
                return new Request.Account(ExplainCommand.request(serve), flags(serve));
            }
            return new Request.Serve(flags(serve), Optional.ofNullable(serve.matchedOptionValue(CONFIG, null)));
        } catch (UnmatchedArgumentException e) {
            throw unknown(e.getCommandLine().getCommandSpec(), e.getUnmatched().getFirst());
        } catch (ParameterException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private static Request account(ParseResult parsed) {
        if (!parsed.hasSubcommand()) {
            return new Request.Show(parsed.commandSpec().commandLine().getUsageMessage());
        }
        ParseResult command = parsed.subcommand();
        return command.hasMatchedOption("--help")
                ? new Request.Show(command.commandSpec().commandLine().getUsageMessage())
                : new Request.Account(AccountCommands.request(command), flags(command));
    }

    private static UsageException unknown(CommandSpec command, String word) {
        String name = word.startsWith("-") && word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
        List<String> known = new ArrayList<>(new TreeSet<>(command.subcommands().keySet()));
        if (name.startsWith("-") || known.isEmpty()) {
            known.clear();
            command.options().forEach(option -> known.addAll(List.of(option.names())));
        }
        String kind = name.startsWith("-") ? "option" : command.subcommands().isEmpty() ? "argument" : "command";
        return new UsageException("unknown %s '%s'; the nearest is '%s'"
                .formatted(kind, name, Nearest.to(name, known).orElseThrow()));
    }

    private static Map<Setting, Given> flags(ParseResult parsed) {
        Map<Setting, Given> flags = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            Optional<String> flag =
                    setting.flag().filter(name -> parsed.commandSpec().findOption(name) != null);
            flag = flag.filter(parsed::hasMatchedOption);
            flag.ifPresent(name -> flags.put(setting, new Given(values(setting, name, parsed), name)));
        }
        return flags;
    }

    private static List<String> values(Setting setting, String flag, ParseResult parsed) {
        return switch (setting.form()) {
            case SWITCH ->
                List.of(parsed.<Boolean>matchedOptionValue(flag, true).toString());
            case ONE -> List.of(parsed.matchedOptionValue(flag, ""));
            case LIST ->
                parsed.matchedOptionValue(flag, List.<String>of()).stream()
                        .flatMap(value -> Settings.split(setting, value).stream())
                        .toList();
        };
    }

    private static CommandSpec serve() {
        CommandSpec serve = CommandSpec.create().addOption(help());
        serve.addOption(OptionSpec.builder(CONFIG)
                .paramLabel("FILE")
                .arity("1")
                .type(String.class)
                .description("YAML file with any of these options, without dashes. (TARN_CONFIG)")
                .build());
        for (Setting setting : Setting.values()) {
            setting.flag().ifPresent(flag -> serve.addOption(option(setting, flag)));
        }
        serve.usageMessage().description("Serves S3 from a directory until it is told to stop.");
        serve.usageMessage()
                .footer(
                        "",
                        "A flag wins over the environment, that over the file, that over the default.",
                        "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY set the root key.");
        return serve;
    }

    private static CommandSpec rehearse() {
        CommandSpec rehearse = CommandSpec.create().addOption(help());
        rehearse.usageMessage()
                .description(
                        "Serves an empty store from a temporary directory, sends it a request of each kind and ends.");
        return rehearse;
    }

    static OptionSpec option(Setting setting, String flag) {
        OptionSpec.Builder option = OptionSpec.builder(flag)
                .description(setting.description() + " (" + setting.environment()
                        + setting.defaultValue()
                                .map(value -> ", default " + value)
                                .orElse("") + ")");
        return switch (setting.form()) {
            case SWITCH -> option.arity("0").type(boolean.class).build();
            case ONE ->
                option.arity("1")
                        .type(String.class)
                        .paramLabel(setting.placeholder())
                        .build();
            case LIST ->
                option.arity("1")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .paramLabel(setting.placeholder())
                        .build();
        };
    }

    static OptionSpec help() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .arity("0")
                .type(boolean.class)
                .description("Show this and end.")
                .build();
    }

    private static OptionSpec version() {
        return OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .arity("0")
                .type(boolean.class)
                .description("Show the version and end.")
                .build();
    }
}
