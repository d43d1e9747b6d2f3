package io.tarn.cli;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What {@code tarn serve} was asked to do, checked.
 *
 * @param data directory of the store; need not exist
 * @param address where S3 is served; port 0 means any free one
 * @param adminAddress where health and metrics are served; port 0 means any free one
 * @param region region that requests are signed for
 * @param domains names under which buckets are host names, lower case
 * @param tls certificate and key, or empty for plain HTTP
 * @param durability what an acknowledged write survives
 * @param legacyDefaults whether new buckets are as they were before April 2023
 * @param audit directory of the audit log, or empty for none
 * @param buckets names of buckets to create if they are missing
 */
record ServeOptions(
        Path data,
        InetSocketAddress address,
        InetSocketAddress adminAddress,
        String region,
        List<String> domains,
        Optional<TlsFiles> tls,
        Durability durability,
        boolean legacyDefaults,
        Optional<Path> audit,
        List<String> buckets) {
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,64}");
    private static final Pattern DOMAIN = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
    private static final int BUCKETS_MAX = 1_000;

    /** Certificate chain and private key, both PEM. */
    record TlsFiles(Path certificate, Path key) {}

    /** What an acknowledged write survives: a power cut, or only the end of the process. */
    enum Durability {
        FULL,
        RELAXED
    }

    /** Checks every value; a refusal names the source of the value and the way out. */
    static ServeOptions of(Settings settings) {
        Optional<TlsFiles> tls = tls(settings);
        boolean insecure = settings.on(Setting.INSECURE);
        return new ServeOptions(
                path(settings, Setting.DATA, settings.value(Setting.DATA)),
                address(settings, Setting.ADDRESS, tls.isPresent() || insecure),
                address(settings, Setting.ADMIN_ADDRESS, insecure),
                matching(settings, Setting.REGION, settings.value(Setting.REGION), REGION),
                settings.all(Setting.DOMAIN).stream()
                        .map(domain -> matching(settings, Setting.DOMAIN, domain, DOMAIN))
                        .toList(),
                tls,
                durability(settings),
                legacyDefaults(settings),
                audit(settings),
                buckets(settings));
    }

    private static Path path(Settings settings, Setting setting, String value) {
        try {
            if (!value.isBlank()) {
                return Path.of(value);
            }
        } catch (InvalidPathException e) {
            throw settings.refused(setting, value, "this is no path here");
        }
        throw settings.refused(setting, value, "name a path");
    }

    private static InetSocketAddress address(Settings settings, Setting setting, boolean mayLeaveMachine) {
        String value = settings.value(setting);
        HostPort place = HostPort.parse(value)
                .orElseThrow(() -> settings.refused(setting, value, "write host:port, such as 127.0.0.1:9000"));
        InetSocketAddress address =
                place.resolve().orElseThrow(() -> settings.refused(setting, value, "the name does not resolve"));
        if (!address.getAddress().isLoopbackAddress() && !mayLeaveMachine) {
            String wayOut = setting == Setting.ADDRESS
                    ? "give --tls-cert and --tls-key, or --insecure to accept it"
                    : "use a loopback address, or --insecure to accept it";
            throw settings.refused(setting, value, "plain HTTP would leave this machine; " + wayOut);
        }
        return address;
    }

    private static String matching(Settings settings, Setting setting, String value, Pattern form) {
        if (!form.matcher(value).matches()) {
            throw settings.refused(setting, value, "it must match " + form);
        }
        return value;
    }

    private static Optional<TlsFiles> tls(Settings settings) {
        Optional<Path> certificate = readable(settings, Setting.TLS_CERT);
        Optional<Path> key = readable(settings, Setting.TLS_KEY);
        if (certificate.isPresent() != key.isPresent()) {
            throw new UsageException("--tls-cert and --tls-key go together: give both or none");
        }
        return certificate.flatMap(chain -> key.map(secret -> new TlsFiles(chain, secret)));
    }

    private static Optional<Path> readable(Settings settings, Setting setting) {
        return settings.one(setting).map(value -> {
            Path file = path(settings, setting, value);
            if (!Files.isReadable(file)) {
                throw settings.refused(setting, value, "there is no such file, or it cannot be read");
            }
            return file;
        });
    }

    private static Durability durability(Settings settings) {
        String value = settings.value(Setting.DURABILITY);
        return switch (value) {
            case "full" -> Durability.FULL;
            case "relaxed" -> Durability.RELAXED;
            default -> throw settings.refused(Setting.DURABILITY, value, "write full or relaxed");
        };
    }

    private static boolean legacyDefaults(Settings settings) {
        String value = settings.value(Setting.DEFAULTS);
        return switch (value) {
            case "today" -> false;
            case "legacy" -> true;
            default -> throw settings.refused(Setting.DEFAULTS, value, "write today or legacy");
        };
    }

    private static Optional<Path> audit(Settings settings) {
        Optional<String> chosen = settings.one(Setting.AUDIT);
        if (chosen.isEmpty()) {
            return Optional.of(
                    path(settings, Setting.DATA, settings.value(Setting.DATA)).resolve("audit"));
        }
        String value = chosen.get();
        return value.equals("off") ? Optional.empty() : Optional.of(path(settings, Setting.AUDIT, value));
    }

    private static List<String> buckets(Settings settings) {
        List<String> buckets = settings.all(Setting.BUCKETS);
        if (buckets.size() > BUCKETS_MAX) {
            throw settings.refused(Setting.BUCKETS, buckets.size() + " names", "at most " + BUCKETS_MAX);
        }
        return buckets.stream().distinct().toList();
    }
}
