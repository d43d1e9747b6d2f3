package io.tarn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The lines that users paste. */
final class ClientLinesTest {
    private static ClientLines lines(String address, boolean secure) throws Exception {
        InetSocketAddress bound = new InetSocketAddress(InetAddress.getByName(address), 9000);
        return ClientLines.of(bound, secure, "us-east-1", Optional.of(Path.of("/srv/my data/credentials")));
    }

    @Test
    void endpoint_anyAddress_isOneAClientCanUse() throws Exception {
        assertThat(lines("127.0.0.1", false).endpoint()).isEqualTo("http://127.0.0.1:9000");
        assertThat(lines("0.0.0.0", true).endpoint()).isEqualTo("https://127.0.0.1:9000");
        assertThat(lines("::", false).endpoint()).isEqualTo("http://[::1]:9000");
        assertThat(lines("10.1.2.3", false).endpoint()).isEqualTo("http://10.1.2.3:9000");
    }

    @Test
    void shell_pathWithSpace_isQuoted() throws Exception {
        assertThat(lines("127.0.0.1", false).shell())
                .isEqualTo("export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1"
                        + " AWS_SHARED_CREDENTIALS_FILE='/srv/my data/credentials'");
    }

    @Test
    void shell_keyInEnvironment_namesNoFile() {
        assertThat(new ClientLines("http://127.0.0.1:9000", "eu-west-1", Optional.empty()).shell())
                .isEqualTo("export AWS_REGION=eu-west-1 AWS_DEFAULT_REGION=eu-west-1");
    }

    @Test
    void clients_all_nameTheEndpoint() throws Exception {
        ClientLines lines = lines("127.0.0.1", false);
        assertThat(lines.awsCli())
                .containsExactly(
                        "aws --endpoint-url http://127.0.0.1:9000 s3 mb s3://first",
                        "aws --endpoint-url http://127.0.0.1:9000 s3 ls");
        assertThat(lines.boto3())
                .containsExactly("import boto3; s3 = boto3.client(\"s3\", endpoint_url=\"http://127.0.0.1:9000\")");
        assertThat(lines.java())
                .containsExactly("S3Client s3 = S3Client.builder()"
                        + ".endpointOverride(URI.create(\"http://127.0.0.1:9000\")).forcePathStyle(true).build();");
        assertThat(lines.rclone())
                .containsExactly("rclone lsd \":s3,provider=Other,env_auth=true,region=us-east-1,"
                        + "endpoint='http://127.0.0.1:9000':\"");
    }
}
