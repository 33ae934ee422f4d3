package dev.tidemark.sandbox.broker;

import java.net.InetAddress;

/** The port that a broker of the sandbox was to listen on is taken. */
public final class BrokerPortInUse extends RuntimeException {
    private final int port;

    BrokerPortInUse(InetAddress address, int port, Throwable cause) {
        super("port " + port + " of " + address.getHostAddress() + " is in use", cause);
        this.port = port;
    }

    public int port() {
        return port;
    }
}
