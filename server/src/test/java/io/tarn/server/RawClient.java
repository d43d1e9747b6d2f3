package io.tarn.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Sends bytes that no SDK would send, and reads what comes back. Every read gives up after ten seconds. */
public final class RawClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** An answer. */
    public static final class Answer {
        private final String statusLine;
        private final List<String> headers;
        private final byte[] body;

        private Answer(String statusLine, List<String> headers, byte[] body) {
            this.statusLine = statusLine;
            this.headers = List.copyOf(headers);
            this.body = body;
        }

        /** The first line without its CRLF. */
        public String statusLine() {
            return statusLine;
        }

        /** The headers as sent, one line each. */
        public List<String> headers() {
            return headers;
        }

        /** The body, taken out of its chunks; not a copy. */
        public byte[] body() {
            return body;
        }

        /** The status. */
        public int status() {
            return Integer.parseInt(statusLine.split(" ", -1)[1]);
        }

        /** The first value of a header, or null. */
        public @Nullable String header(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            for (String line : headers) {
                if (line.toLowerCase(Locale.ROOT).startsWith(start)) {
                    return line.substring(start.length()).strip();
                }
            }
            return null;
        }

        /** The body as text. */
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private RawClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.setTcpNoDelay(true);
        this.in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
        this.out = socket.getOutputStream();
    }

    /** Connects. */
    public static RawClient connect(InetSocketAddress address) {
        try {
            Socket socket = new Socket();
            socket.connect(address, (int) PATIENCE.toMillis());
            return new RawClient(socket);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Speaks through a socket that is connected, for example by TLS. */
    public static RawClient over(Socket connected) {
        try {
            return new RawClient(connected);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Sends text as it stands, one byte a character. */
    public RawClient send(String text) {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends bytes. */
    public RawClient send(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Sends bytes, perhaps into a connection that the server has closed. True if they went out. */
    public boolean offer(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    /** Reads an answer to anything but HEAD. */
    public Answer answer() {
        return answer(true);
    }

    /** Reads an answer to HEAD. */
    public Answer answerToHead() {
        return answer(false);
    }

    private Answer answer(boolean bodyMayCome) {
        try {
            String statusLine = line();
            List<String> headers = new ArrayList<>();
            for (String line = line(); !line.isEmpty(); line = line()) {
                headers.add(line);
            }
            Answer head = new Answer(statusLine, headers, new byte[0]);
            int status = head.status();
            boolean bodiless = !bodyMayCome || status < 200 || status == 204 || status == 304;
            return bodiless ? head : new Answer(statusLine, headers, body(head));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private byte[] body(Answer head) throws IOException {
        String length = head.header("content-length");
        if (length != null) {
            return exactly(Integer.parseInt(length));
        }
        if ("chunked".equals(head.header("transfer-encoding"))) {
            return chunks();
        }
        return in.readAllBytes();
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(line(), 16);
            body.write(exactly(size));
            if (!line().isEmpty()) {
                throw new IOException("a chunk does not end with CRLF");
            }
            if (size == 0) {
                return body.toByteArray();
            }
        }
    }

    private byte[] exactly(int bytes) throws IOException {
        byte[] read = in.readNBytes(bytes);
        if (read.length < bytes) {
            throw new EOFException("only " + read.length + " of " + bytes + " bytes");
        }
        return read;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int octet = in.read();
            if (octet < 0) {
                throw new EOFException("the connection ended in a line: " + line);
            }
            if (octet == '\n') {
                if (line.isEmpty() || line.charAt(line.length() - 1) != '\r') {
                    throw new IOException("a line ends without CR: " + line);
                }
                return line.substring(0, line.length() - 1);
            }
            line.append((char) octet);
        }
    }

    /** Everything up to the end of the connection, which may be abrupt. */
    public String rest() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            in.transferTo(all);
        } catch (SocketException reset) {
            // What came before it counts.
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    /** True if a byte can be read within the time; false if none comes. */
    public boolean somethingComesWithin(Duration time) {
        try {
            socket.setSoTimeout((int) time.toMillis());
            in.mark(1);
            int octet = in.read();
            in.reset();
            return octet >= 0;
        } catch (java.net.SocketTimeoutException nothing) {
            return false;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            restorePatience();
        }
    }

    private void restorePatience() {
        try {
            socket.setSoTimeout((int) PATIENCE.toMillis());
        } catch (SocketException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    /** Takes some of what comes, waiting for it; false if it has ended. */
    public boolean take(int bytes) {
        try {
            return in.readNBytes(bytes).length == bytes;
        } catch (IOException cut) {
            return false;
        }
    }

    /** Says that nothing more will be sent. */
    public RawClient endOutput() {
        try {
            socket.shutdownOutput();
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Closes with a reset, as a client that crashes. */
    public void abort() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
