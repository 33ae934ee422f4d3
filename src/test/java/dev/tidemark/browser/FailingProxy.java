package dev.tidemark.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A proxy in front of the dashboard that passes everything on, until it is told to fail whatever changes something. */
final class FailingProxy implements AutoCloseable {
    private static final String BAD_GATEWAY = """
            HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n\
            <html><body><center>Bad Gateway of a proxy</center></body></html>""";

    private final ServerSocket socket;
    private final int target;
    private volatile Failure failure = Failure.NONE;

    enum Failure {
        NONE, BAD_GATEWAY, NO_ANSWER
    }

    FailingProxy(int target) {
        this.target = target;
        try {
            this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        Thread.ofVirtual().name("failing-proxy").start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    void fails(Failure next) {
        failure = next;
    }

    private void accept() {
        try {
            while (true) {
                Socket browser = socket.accept();
                Thread.ofVirtual().start(() -> serve(browser));
            }
        } catch (SocketException closed) {
            return;
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private void serve(Socket browser) {
        try (browser; Socket dashboard = new Socket(InetAddress.getLoopbackAddress(), target)) {
            Thread.ofVirtual().start(() -> passBack(dashboard, browser));
            byte[] buffer = new byte[16_384];
            InputStream in = browser.getInputStream();
            // A browser sends no request before the last one is answered: each begins a read of its own.
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (failure != Failure.NONE && new String(buffer, 0, read, StandardCharsets.ISO_8859_1)
                        .startsWith("POST ")) {
                    if (failure == Failure.BAD_GATEWAY) {
                        browser.getOutputStream().write(BAD_GATEWAY.getBytes(StandardCharsets.US_ASCII));
                        browser.shutdownOutput();
                    }
                    return;
                }
                dashboard.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException gone) {
            // Either side hung up.
            return;
        }
    }

    private static void passBack(Socket dashboard, Socket browser) {
        try {
            OutputStream out = browser.getOutputStream();
            dashboard.getInputStream().transferTo(out);
            browser.close();
        } catch (IOException gone) {
            // Either side hung up.
            return;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
