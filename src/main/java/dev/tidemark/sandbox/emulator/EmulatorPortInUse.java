package dev.tidemark.sandbox.emulator;

import java.net.InetAddress;

/** The emulator cannot listen where it was told to, because another process does or the address is not of this host. */
public final class EmulatorPortInUse extends RuntimeException {
    private final InetAddress address;
    private final int port;

    EmulatorPortInUse(InetAddress address, int port, Throwable cause) {
        super("The CKafka API emulator cannot listen on " + address.getHostAddress() + ":" + port + ": "
                + cause.getMessage(), cause);
        this.address = address;
        this.port = port;
    }

    public InetAddress address() {
        return address;
    }

    public int port() {
        return port;
    }
}
