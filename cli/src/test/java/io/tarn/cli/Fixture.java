package io.tarn.cli;

import io.tarn.cli.Assembly.Running;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/** Runs the program with a server that only notes what it was asked for and stops at once. */
final class Fixture {
    final Map<String, String> environment = new HashMap<>();
    final List<ServeOptions> started = new ArrayList<>();
    final List<RootKey> keys = new ArrayList<>();
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();
    int closed;

    int run(String... arguments) {
        Program program = new Program(
                environment,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new Random(7),
                this::start,
                new CountDownLatch(0));
        return program.run(arguments);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private Running start(ServeOptions options, RootKey key, MasterKeySource masterKey) {
        started.add(options);
        keys.add(key);
        return new Idle() {
            @Override
            public void close() {
                closed++;
            }
        };
    }

    /** A server that does nothing. */
    static class Idle implements Running {
        @Override
        public InetSocketAddress address() {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), 9000);
        }

        @Override
        public InetSocketAddress adminAddress() {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), 9001);
        }

        @Override
        public void close() {}
    }
}
