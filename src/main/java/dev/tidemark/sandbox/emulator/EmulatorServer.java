package dev.tidemark.sandbox.emulator;

import dev.tidemark.sandbox.emulator.action.Action;
import dev.tidemark.sandbox.emulator.action.Readings;
import dev.tidemark.sandbox.emulator.http.FrontValve;
import dev.tidemark.sandbox.emulator.http.Handler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.modeler.Registry;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * The CKafka API on a port of this host, served by a Tomcat of its own. Starts and stops once, and leaves neither
 * threads nor files behind. Stopping closes open connections and drops the requests that a fault is delaying.
 */
public final class EmulatorServer implements AutoCloseable {
    /** A GET carries all its parameters in the request line, which Tomcat would end at 8 KB. */
    private static final int MAX_HEADER_BYTES = 64 * 1024;

    /** An answer up to this size leaves in one write together with its header. */
    private static final int WRITE_BUFFER_BYTES = 256 * 1024;

    private final EmulatorSettings settings;
    private final Handler handler;
    private final Tomcat tomcat = new Tomcat();
    private final Connector connector = new Connector();
    private @Nullable Path folder;
    private boolean started;
    private boolean stopped;

    /** The readings are those that the actions go by; a switch changes them. */
    public EmulatorServer(EmulatorSettings settings, List<Action> actions, Readings readings, Clock clock) {
        this.settings = settings;
        this.handler = EmulatorParts.assemble(settings, actions, readings, clock);
    }

    /** Listens from here on. Throws {@link EmulatorPortInUse} when the port is taken. */
    public synchronized void start() {
        if (started) {
            throw new IllegalStateException("An emulator starts only once");
        }
        refuseBusyPort();
        configure();
        started = true;
        try {
            tomcat.start();
        } catch (LifecycleException failure) {
            stop();
            throw portInUse(failure)
                    ? new EmulatorPortInUse(settings.address(), settings.port(), failure)
                    : new IllegalStateException("The CKafka API emulator did not start", failure);
        }
    }

    /** The port it listens on, also when any free one was asked for; -1 when it does not listen. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Does nothing when it never started or has stopped before. */
    public synchronized void stop() {
        if (!started || stopped) {
            return;
        }
        stopped = true;
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException failure) {
            throw new IllegalStateException("The CKafka API emulator did not stop cleanly", failure);
        } finally {
            deleteFolder();
        }
    }

    @Override
    public void close() {
        stop();
    }

    private void configure() {
        // As Spring Boot does: two Tomcats in one process would fight over the names of their MBeans.
        Registry.disableRegistry();
        tomcat.setBaseDir(createFolder().toString());
        configureConnector();
        tomcat.setConnector(connector);
        tomcat.getEngine().setName("ckafka-emulator");
        tomcat.getService().setName("ckafka-emulator");
        tomcat.getHost().setAutoDeploy(false);
        tomcat.getEngine().getPipeline().addValve(new FrontValve(handler));
    }

    private void configureConnector() {
        connector.setPort(settings.port());
        connector.setThrowOnFailure(true);
        connector.setProperty("address", settings.address().getHostAddress());
        connector.setProperty("maxThreads", "64");
        connector.setProperty("minSpareThreads", "2");
        connector.setProperty("maxKeepAliveRequests", "-1");
        connector.setProperty("maxHttpRequestHeaderSize", Integer.toString(MAX_HEADER_BYTES));
        connector.setProperty("socket.appWriteBufSize", Integer.toString(WRITE_BUFFER_BYTES));
    }

    /** Asked first, because Tomcat writes two stack traces to the log when it meets a busy port. */
    private void refuseBusyPort() {
        try {
            new ServerSocket(settings.port(), 1, settings.address()).close();
        } catch (IOException busy) {
            throw new EmulatorPortInUse(settings.address(), settings.port(), busy);
        }
    }

    private static boolean portInUse(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return true;
            }
        }
        return false;
    }

    private Path createFolder() {
        try {
            Path created = Files.createTempDirectory(settings.folder(), "ckafka-emulator-");
            folder = created;
            return created;
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot create a folder in " + settings.folder(), failure);
        }
    }

    private void deleteFolder() {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot delete " + folder, failure);
        }
    }
}
