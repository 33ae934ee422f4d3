package dev.tidemark.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An HTTP server on a raw socket that does to each request what the test says, and counts the requests that arrived
 * whole. For what the sandbox's emulator cannot do to a caller.
 */
public final class MisbehavingServer implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");

    private final ServerSocket socket;
    private final List<Behaviour> behaviours;
    private final AtomicInteger requests = new AtomicInteger();

    /** Does the first behaviour to the first request, and so on; the last one to every further request. */
    public MisbehavingServer(Behaviour... behaviours) {
        this.behaviours = List.of(behaviours);
        try {
            this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Thread.ofVirtual().name("misbehaving-server").start(this::accept);
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** How many requests arrived whole. */
    public int requests() {
        return requests.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = socket.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (SocketException closed) {
            return;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            while (readRequest(connection.getInputStream())) {
                int number = requests.getAndIncrement();
                String answer = behaviours.get(Math.min(number, behaviours.size() - 1)).answer();
                if (answer.isEmpty()) {
                    return;
                }
                if (answer.equals(Behaviour.SILENCE)) {
                    connection.getInputStream().read();
                    return;
                }
                connection.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                connection.getOutputStream().flush();
            }
        } catch (IOException gone) {
            // The caller hung up, as some behaviours want it to.
            return;
        }
    }

    private static boolean readRequest(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return false;
            }
            head.append((char) next);
        }
        Matcher length = LENGTH.matcher(head);
        int body = length.find() ? Integer.parseInt(length.group(1)) : 0;
        return in.readNBytes(body).length == body;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * What is done to one request.
     *
     * @param answer the bytes to send; nothing closes the connection
     */
    public record Behaviour(String answer) {
        private static final String SILENCE = "(silence)";

        public static Behaviour drop() {
            return new Behaviour("");
        }

        public static Behaviour saysNothing() {
            return new Behaviour(SILENCE);
        }

        public static Behaviour json(String body) {
            return status("200 OK", "Content-Type: application/json", body);
        }

        public static Behaviour status(String status, String header, String body) {
            return new Behaviour("HTTP/1.1 " + status + "\r\n" + header + "\r\nContent-Length: "
                    + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
        }
    }
}
