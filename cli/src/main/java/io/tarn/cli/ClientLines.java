package io.tarn.cli;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Lines that somebody pastes into a shell or a program to use this server. They hold no secret: clients read it from
 * the environment or from the file that keeps it.
 *
 * @param endpoint URL of the S3 listener, without a slash at the end
 * @param region region to sign for
 * @param keyFile the file with the root key, or empty if the environment holds it
 */
record ClientLines(String endpoint, String region, Optional<Path> keyFile) {
    /** Lines for an address that was bound; one that means all interfaces becomes the loopback address. */
    static ClientLines of(InetSocketAddress bound, boolean secure, String region, Optional<Path> keyFile) {
        return new ClientLines((secure ? "https://" : "http://") + place(bound), region, keyFile);
    }

    /** Host and port as they stand in a URL. */
    static String place(InetSocketAddress bound) {
        InetAddress address = bound.getAddress();
        String host = address.getHostAddress();
        if (address.isAnyLocalAddress()) {
            host = address instanceof Inet4Address ? "127.0.0.1" : "::1";
        }
        int zone = host.indexOf('%');
        String plain = zone < 0 ? host : host.substring(0, zone);
        return (plain.indexOf(':') >= 0 || address instanceof Inet6Address ? "[" + plain + "]" : plain) + ":"
                + bound.getPort();
    }

    /** The line that sets a shell up; the others follow it in the same shell. */
    String shell() {
        String file = keyFile.map(path -> " AWS_SHARED_CREDENTIALS_FILE="
                        + quoted(path.toAbsolutePath().normalize()))
                .orElse("");
        return "export AWS_REGION=" + region + " AWS_DEFAULT_REGION=" + region + file;
    }

    /** Makes a bucket and lists all, with the AWS CLI. */
    List<String> awsCli() {
        return List.of(
                "aws --endpoint-url " + endpoint + " s3 mb s3://first", "aws --endpoint-url " + endpoint + " s3 ls");
    }

    /** Makes a client of boto3. */
    List<String> boto3() {
        return List.of("import boto3; s3 = boto3.client(\"s3\", endpoint_url=\"" + endpoint + "\")");
    }

    /** Makes a client of the AWS SDK for Java 2. */
    List<String> java() {
        return List.of("S3Client s3 = S3Client.builder().endpointOverride(URI.create(\"" + endpoint
                + "\")).forcePathStyle(true).build();");
    }

    /** Lists all buckets with rclone, which needs no configuration file for it. */
    List<String> rclone() {
        return List.of(
                "rclone lsd \":s3,provider=Other,env_auth=true,region=" + region + ",endpoint='" + endpoint + "':\"");
    }

    /** A path as one word of a POSIX shell. */
    private static String quoted(Path path) {
        String text = path.toString();
        return text.matches("[A-Za-z0-9/._-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
