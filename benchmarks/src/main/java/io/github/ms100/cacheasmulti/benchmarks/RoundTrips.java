package io.github.ms100.cacheasmulti.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Proxies in front of servers that count round trips: every reply is held up for a moment, and what the client sends
 * before one reaches it belongs together.
 */
final class RoundTrips implements AutoCloseable {

    private static final long DELAY_MILLIS = 20;

    private final ExecutorService threads = Executors.newCachedThreadPool(RoundTrips::daemon);

    private final ScheduledExecutorService delayed = Executors.newSingleThreadScheduledExecutor(RoundTrips::daemon);

    private final List<AutoCloseable> sockets = new CopyOnWriteArrayList<>();

    private boolean answered = true;

    private int count;

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "round-trips");
        thread.setDaemon(true);
        return thread;
    }

    /** Returns the port of a new proxy for the server on the given port. */
    int inFrontOf(int server) throws IOException {
        ServerSocket acceptor = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        sockets.add(acceptor);
        threads.execute(() -> acceptAll(acceptor, server));
        return acceptor.getLocalPort();
    }

    /** Begins to count anew. */
    synchronized void reset() {
        answered = true;
        count = 0;
    }

    synchronized int count() {
        return count;
    }

    private synchronized void sent() {
        count += answered ? 1 : 0;
        answered = false;
    }

    private synchronized void answered() {
        answered = true;
    }

    private void acceptAll(ServerSocket acceptor, int port) {
        try {
            while (true) {
                Socket client = acceptor.accept();
                Socket server = new Socket(acceptor.getInetAddress(), port);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                sockets.add(client);
                sockets.add(server);
                threads.execute(() -> pump(client, bytes -> {
                    sent();
                    server.getOutputStream().write(bytes);
                }));
                OutputStream toClient = client.getOutputStream();
                threads.execute(() -> pump(
                        server,
                        bytes -> delayed.schedule(() -> reply(toClient, bytes), DELAY_MILLIS, TimeUnit.MILLISECONDS)));
            }
        } catch (IOException ex) {
            // Closed.
        }
    }

    private void reply(OutputStream client, byte[] bytes) {
        answered();
        try {
            client.write(bytes);
        } catch (IOException ex) {
            // The client has gone.
        }
    }

    private static void pump(Socket from, Receiver receiver) {
        byte[] buffer = new byte[65_536];
        try (from) {
            InputStream in = from.getInputStream();
            for (int size = in.read(buffer); size >= 0; size = in.read(buffer)) {
                receiver.receive(Arrays.copyOf(buffer, size));
            }
        } catch (IOException ex) {
            // Closed by the other side.
        }
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable socket : sockets) {
            socket.close();
        }
        threads.shutdownNow();
        delayed.shutdownNow();
    }

    private interface Receiver {

        void receive(byte[] bytes) throws IOException;
    }
}
