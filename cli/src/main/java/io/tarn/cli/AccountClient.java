package io.tarn.cli;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.xml.XmlReader;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks a running server's admin address and prints what it answers. */
final class AccountClient {
    private static final String SERVICE = "tarn";
    private static final String VERSION = "2026-01-01";
    private static final Duration CONNECT_TIME = Duration.ofSeconds(10);

    private final PrintStream out;
    private final Clock clock;

    AccountClient(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    /**
     * Sends a request.
     *
     * @throws StartException if the server refuses or cannot be reached
     */
    void ask(AccountRequest request, InetSocketAddress admin, String region, RootKey key) {
        Map<String, String> form = new LinkedHashMap<>(Map.of("Action", request.action(), "Version", VERSION));
        form.putAll(request.parameters());
        byte[] body = SignedClient.form(form).getBytes(StandardCharsets.UTF_8);
        String place = ClientLines.place(admin);
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(CONNECT_TIME).build()) {
            HttpResponse<String> answer = new SignedClient(http, "http://" + place, region, SERVICE, key, clock)
                    .send("POST", "/", Map.of(), body);
            byte[] document = answer.body().getBytes(StandardCharsets.ISO_8859_1);
            if (answer.statusCode() != 200) {
                throw new StartException(refusal(place, answer.statusCode(), document));
            }
            print(request.action(), document);
        } catch (IOException e) {
            throw new StartException(place + " does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException(place + ": interrupted", e);
        }
    }

    private static String refusal(String place, int status, byte[] document) {
        try {
            XmlReader xml = XmlReader.open(document, "ErrorResponse", ErrorCode.MALFORMED_XML);
            Map<String, String> error = new LinkedHashMap<>();
            while (xml.nextChild()) {
                if (xml.name().equals("Error")) {
                    error.putAll(texts(xml));
                } else {
                    xml.skip();
                }
            }
            return error.getOrDefault("Code", "") + ": " + error.getOrDefault("Message", "");
        } catch (RuntimeException notOurs) {
            return place + " answers " + status + ", as no admin address of tarn does";
        }
    }

    private void print(String action, byte[] document) {
        XmlReader xml = XmlReader.open(document, action + "Response", ErrorCode.MALFORMED_XML);
        while (xml.nextChild()) {
            if (!xml.name().equals(action + "Result")) {
                xml.skip();
            } else if (action.equals("ListAccounts")) {
                list(xml);
            } else if (action.equals("Explain")) {
                out.print(texts(xml).getOrDefault("Explanation", ""));
            } else {
                texts(xml).forEach((name, value) -> out.printf("%-22s %s%n", name, value));
            }
        }
    }

    private void list(XmlReader xml) {
        List<Map<String, String>> accounts = new ArrayList<>();
        while (xml.nextChild()) {
            while (xml.nextChild()) {
                accounts.add(texts(xml));
            }
        }
        for (Map<String, String> account : accounts) {
            out.printf(
                    "%s  %-8s  %s  %s%n",
                    account.get("AccountId"), account.get("State"), account.get("CanonicalId"), account.get("Name"));
        }
    }

    private static Map<String, String> texts(XmlReader xml) {
        Map<String, String> texts = new LinkedHashMap<>();
        while (xml.nextChild()) {
            String name = xml.name();
            texts.put(name, xml.text());
        }
        return texts;
    }
}
