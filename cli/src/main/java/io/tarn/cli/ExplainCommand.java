package io.tarn.cli;

import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The command {@code tarn explain}, and what its words ask for. */
final class ExplainCommand {
    private ExplainCommand() {}

    /** The command. */
    static CommandSpec spec() {
        CommandSpec command = CommandSpec.create().addOption(CommandTable.help());
        command.usageMessage()
                .description("Tells why a running server answered a request as it did, as long as it remembers.");
        command.addPositional(PositionalParamSpec.builder()
                .paramLabel("REQUEST-ID")
                .arity("1")
                .type(String.class)
                .description("The x-amz-request-id of the answer.")
                .build());
        for (Setting setting : AccountCommands.CONNECTION) {
            setting.flag().ifPresent(flag -> command.addOption(CommandTable.option(setting, flag)));
        }
        command.usageMessage()
                .footer(
                        "",
                        "Signs with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, else with DIR/credentials: the key that made",
                        "the request, its account's root user, or an operator who is allowed tarn:Explain.");
        return command;
    }

    /** What the words ask for. */
    static AccountRequest request(ParseResult command) {
        return new AccountRequest("Explain", Map.of("RequestId", command.matchedPositionalValue(0, "")));
    }
}
