package io.tarn.cli;

import io.tarn.cli.Assembly.Running;
import io.tarn.cli.CommandTable.Request;
import io.tarn.cli.Settings.Given;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;

/** The program without its surroundings: environment, streams, randomness and the stop signal are given. */
final class Program {
    /** Exit code of a run that did what was asked. */
    static final int DONE = 0;
    /** Exit code of a start that failed. */
    static final int FAILED = 1;
    /** Exit code of a command line, environment or file that cannot be followed. */
    static final int MISUSED = 2;

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;
    private final RandomGenerator random;
    private final Assembly assembly;
    private final CountDownLatch stop;

    Program(
            Map<String, String> environment,
            PrintStream out,
            PrintStream err,
            RandomGenerator random,
            Assembly assembly,
            CountDownLatch stop) {
        this.environment = Map.copyOf(environment);
        this.out = out;
        this.err = err;
        this.random = random;
        this.assembly = assembly;
        this.stop = stop;
    }

    /** Does what the arguments say and returns the exit code; {@code serve} returns after the stop signal. */
    int run(String... arguments) {
        try {
            switch (new CommandTable().parse(arguments)) {
                case Request.Show show -> out.print(show.text());
                case Request.ShowVersion asked -> out.println("tarn " + version());
                case Request.Rehearse asked -> rehearse();
                case Request.Account account -> account(account);
                case Request.Serve serve -> serve(serve);
            }
            return DONE;
        } catch (UsageException e) {
            err.println("tarn: " + e.getMessage());
            return MISUSED;
        } catch (StartException e) {
            err.println("tarn: " + e.getMessage());
            return FAILED;
        } finally {
            out.flush();
            err.flush();
        }
    }

    /** The version that was built. */
    static String version() {
        try (InputStream text = Objects.requireNonNull(Program.class.getResourceAsStream("version.txt"))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(Request.Serve request) {
        Settings settings = settings(request);
        ServeOptions options = ServeOptions.of(settings);
        MasterKeySource masterKey = MasterKeySource.of(settings, options.data());
        RootKeySource source = RootKeySource.find(settings, options.data(), random);
        if (options.durability() == ServeOptions.Durability.RELAXED) {
            err.println("tarn: durability is relaxed: a power cut loses acknowledged writes");
        }
        try (Running running = assembly.start(options, source.key(), masterKey)) {
            new Announcement(out).print(options, running, source);
            stop.await();
            err.println("tarn: stopping");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void account(Request.Account request) {
        refuseMisspelt();
        Settings settings = Settings.of(List.of(request.flags(), Settings.ofEnvironment(environment)));
        ServeOptions options = ServeOptions.of(settings);
        new AccountClient(out, Clock.systemUTC())
                .ask(
                        request.asked(),
                        options.adminAddress(),
                        options.region(),
                        RootKeySource.existing(settings, options.data()));
    }

    private void rehearse() {
        TemporaryDirectory.use(directory -> {
            Settings settings = Settings.of(List.of(Map.of(
                    Setting.DATA, new Given(List.of(directory.toString()), "rehearsal"),
                    Setting.ADDRESS, new Given(List.of("127.0.0.1:0"), "rehearsal"),
                    Setting.ADMIN_ADDRESS, new Given(List.of("127.0.0.1:0"), "rehearsal"))));
            ServeOptions options = ServeOptions.of(settings);
            MasterKeySource masterKey = MasterKeySource.of(settings, directory);
            RootKeySource source = RootKeySource.find(settings, directory, random);
            try (Running running = assembly.start(options, source.key(), masterKey)) {
                Rehearsal.play(running, options.region(), source.key());
            }
        });
    }

    private Settings settings(Request.Serve request) {
        refuseMisspelt();
        String file = request.file().orElse(environment.getOrDefault("TARN_CONFIG", ""));
        Map<Setting, Given> inFile = file.isEmpty() ? new EnumMap<>(Setting.class) : SettingsFile.read(Path.of(file));
        return Settings.of(List.of(request.flags(), Settings.ofEnvironment(environment), inFile));
    }

    /** A variable that almost has the name of a setting is refused; others may belong to whoever set them. */
    private void refuseMisspelt() {
        List<String> known = new ArrayList<>(List.of("TARN_CONFIG"));
        for (Setting setting : Setting.values()) {
            known.add(setting.environment());
        }
        for (String name : environment.keySet()) {
            if (name.startsWith("TARN_") && !known.contains(name)) {
                String nearest = Nearest.to(name, known).orElseThrow();
                if (Nearest.distance(name, nearest) <= 2) {
                    throw new UsageException("unknown variable '%s'; the nearest is '%s'".formatted(name, nearest));
                }
            }
        }
    }
}
