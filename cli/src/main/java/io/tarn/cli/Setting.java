package io.tarn.cli;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every option of {@code tarn serve}: its flag, its environment variable, its key in the file and its default. */
enum Setting {
    DATA("data", "DIR", "./data", "Directory that holds the store."),
    ADDRESS("address", "HOST:PORT", "127.0.0.1:9000", "Where S3 is served."),
    ADMIN_ADDRESS("admin-address", "HOST:PORT", "127.0.0.1:9001", "Where health and metrics are served."),
    REGION("region", "NAME", "us-east-1", "Region that requests are signed for."),
    DOMAIN("domain", "NAME", null, "Serve buckets as BUCKET.s3.NAME too; may be repeated.", Form.LIST),
    TLS_CERT("tls-cert", "FILE", null, "Certificate chain (PEM); needs --tls-key."),
    TLS_KEY("tls-key", "FILE", null, "Private key (PEM); needs --tls-cert."),
    INSECURE("insecure", "", "false", "Allow plain HTTP beyond this machine.", Form.SWITCH),
    DURABILITY("durability", "full|relaxed", "full", "relaxed loses acknowledged writes in a power cut: tests only."),
    DEFAULTS("defaults", "today|legacy", "today", "legacy: new buckets use ACLs and block no public access."),
    AUDIT("audit", "DIR|off", null, "Where a line about each request is kept; by default audit below --data."),
    BUCKETS("buckets", "A,B", null, "Buckets to create at start if they are missing.", Form.LIST),
    ACCESS_KEY(
            "access-key-id", "AWS_ACCESS_KEY_ID", "Root access key; without it one is generated at the first start."),
    SECRET_KEY("secret-access-key", "AWS_SECRET_ACCESS_KEY", "Root secret; goes with the access key."),
    MASTER_KEY("master-key", "TARN_MASTER_KEY", "Master key, 32 bytes in Base64; without it one is kept in a file."),
    MASTER_KEYSTORE("master-keystore", "FILE", null, "PKCS#12 file with the master key, called tarn-master."),
    MASTER_KEYSTORE_PASSWORD("master-keystore-password", "TARN_MASTER_KEYSTORE_PASSWORD", "Opens --master-keystore.");

    /** How many values a setting takes. */
    enum Form {
        ONE,
        LIST,
        SWITCH
    }

    private final String key;
    private final @Nullable String flag;
    private final String environment;
    private final String placeholder;
    private final @Nullable String defaultValue;
    private final String description;
    private final Form form;

    Setting(String key, String placeholder, @Nullable String defaultValue, String description) {
        this(key, placeholder, defaultValue, description, Form.ONE);
    }

    Setting(String key, String placeholder, @Nullable String defaultValue, String description, Form form) {
        this.key = key;
        this.flag = "--" + key;
        this.environment = "TARN_" + key.toUpperCase(Locale.ROOT).replace('-', '_');
        this.placeholder = placeholder;
        this.defaultValue = defaultValue;
        this.description = description;
        this.form = form;
    }

    /** A secret has no flag: command lines are seen by every user of the machine. */
    Setting(String key, String environment, String description) {
        this.key = key;
        this.flag = null;
        this.environment = environment;
        this.placeholder = "";
        this.defaultValue = null;
        this.description = description;
        this.form = Form.ONE;
    }

    /** The key in the file. */
    String key() {
        return key;
    }

    /** The flag with its dashes, or empty for what may not stand on a command line. */
    Optional<String> flag() {
        return Optional.ofNullable(flag);
    }

    /** The environment variable. */
    String environment() {
        return environment;
    }

    /** What stands for the value in the help. */
    String placeholder() {
        return placeholder;
    }

    /** The value when nobody gives one. */
    Optional<String> defaultValue() {
        return Optional.ofNullable(defaultValue);
    }

    /** One sentence for the help. */
    String description() {
        return description;
    }

    /** How many values it takes. */
    Form form() {
        return form;
    }
}
