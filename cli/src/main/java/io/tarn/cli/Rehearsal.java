package io.tarn.cli;

import io.tarn.cli.Assembly.Running;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends a fresh server one request of each common kind and looks at the answers. The launcher lets it run while the
 * JVM notes which classes a server needs.
 */
final class Rehearsal {
    private static final Pattern UPLOAD_ID = Pattern.compile("<UploadId>([^<]+)</UploadId>");
    private static final String BUCKET = "/rehearsal";
    private static final String KEY = BUCKET + "/a/key";
    private static final int LARGE_BYTES = 5 << 20;

    private final HttpClient http;
    private final SignedClient client;
    private final String admin;

    private Rehearsal(HttpClient http, SignedClient client, String admin) {
        this.http = http;
        this.client = client;
        this.admin = admin;
    }

    /**
     * Plays through once.
     *
     * @throws StartException if an answer is not the expected one
     */
    static void play(Running running, String region, RootKey rootKey) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            SignedClient client = new SignedClient(
                    http, "http://" + ClientLines.place(running.address()), region, rootKey, Clock.systemUTC());
            String admin = "http://" + ClientLines.place(running.adminAddress());
            new Rehearsal(http, client, admin).play();
        } catch (IOException e) {
            throw new StartException("rehearsal failed: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void play() throws IOException, InterruptedException {
        byte[] small = "a body".getBytes(StandardCharsets.UTF_8);
        byte[] none = new byte[0];
        expect(200, "PUT", BUCKET, Map.of(), none);
        expect(200, "GET", "/", Map.of(), none);
        expect(200, "PUT", KEY, Map.of(), small);
        expect(200, "GET", KEY, Map.of(), none);
        expect(200, "HEAD", KEY, Map.of(), none);
        expect(404, "GET", KEY + "/none", Map.of(), none);
        expect(200, "PUT", KEY + "/large", Map.of(), new byte[LARGE_BYTES]);
        expect(200, "GET", KEY + "/large", Map.of(), none);
        multipart();
        expect(200, "GET", BUCKET, Map.of("list-type", "2", "prefix", "a/", "delimiter", "/"), none);
        for (String name : new String[] {"", "/large", "/parts"}) {
            expect(204, "DELETE", KEY + name, Map.of(), none);
        }
        expect(204, "DELETE", BUCKET, Map.of(), none);
        for (String page : new String[] {"/health/live", "/health/ready", "/metrics"}) {
            check(200, page, SignedClient.plain(http, admin + page));
        }
    }

    private void multipart() throws IOException, InterruptedException {
        String key = KEY + "/parts";
        String created =
                expect(200, "POST", key, Map.of("uploads", ""), new byte[0]).body();
        Matcher found = UPLOAD_ID.matcher(created);
        if (!found.find()) {
            throw new StartException("rehearsal: no upload id in " + created, null);
        }
        Map<String, String> upload = Map.of("uploadId", found.group(1));
        String etag = expect(
                        200,
                        "PUT",
                        key,
                        Map.of("partNumber", "1", "uploadId", found.group(1)),
                        "a part".getBytes(StandardCharsets.UTF_8))
                .headers()
                .firstValue("etag")
                .orElse("");
        String parts = "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>" + etag
                + "</ETag></Part></CompleteMultipartUpload>";
        expect(200, "POST", key, upload, parts.getBytes(StandardCharsets.UTF_8));
        expect(200, "GET", key, Map.of(), new byte[0]);
    }

    private HttpResponse<String> expect(int status, String method, String path, Map<String, String> query, byte[] body)
            throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(method, path, query, body);
        check(status, method + " " + path, response);
        return response;
    }

    private static void check(int status, String request, HttpResponse<String> response) {
        if (response.statusCode() != status) {
            throw new StartException(
                    "rehearsal: %s gave %d, not %d: %s"
                            .formatted(request, response.statusCode(), status, response.body()),
                    null);
        }
    }
}
