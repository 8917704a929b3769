package io.github.ms100.cacheasmulti.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * TCP proxies in front of servers that count the round trips of a client: they keep all replies back until the client has
 * nothing more to send without one.
 */
public final class RoundTrips implements AutoCloseable {

    /** Longer than a client on a busy machine pauses between two things it sends. */
    private static final long QUIET_MILLIS = 250;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    private final Queue<AutoCloseable> sockets = new ConcurrentLinkedQueue<>();

    private final List<Reply> held = new ArrayList<>();

    private boolean counting;

    private boolean underWay;

    private int count;

    private ScheduledFuture<?> quiet;

    /** Returns the port of a new proxy for the server on the given port. */
    public int inFrontOf(int serverPort) {
        try {
            ServerSocket acceptor = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            sockets.add(acceptor);
            threads.execute(() -> acceptAll(acceptor, serverPort));
            return acceptor.getLocalPort();
        } catch (IOException ex) {
            throw new IllegalStateException(ex);
        }
    }

    /** Returns how many round trips the given work takes. */
    public int of(Runnable work) {
        synchronized (this) {
            counting = true;
            count = 0;
        }
        work.run();
        synchronized (this) {
            counting = false;
            release();
            return count;
        }
    }

    private synchronized void requested() {
        if (!counting) {
            return;
        }
        if (!underWay) {
            underWay = true;
            count++;
        }
        if (quiet != null) {
            quiet.cancel(false);
        }
        quiet = timer.schedule(this::release, QUIET_MILLIS, TimeUnit.MILLISECONDS);
    }

    private synchronized void reply(OutputStream client, byte[] bytes) throws IOException {
        if (underWay) {
            held.add(new Reply(client, bytes));
        } else {
            client.write(bytes);
        }
    }

    private synchronized void release() {
        underWay = false;
        for (Reply reply : held) {
            try {
                reply.client.write(reply.bytes);
            } catch (IOException ex) {
                // The client has gone.
            }
        }
        held.clear();
    }

    private void acceptAll(ServerSocket acceptor, int serverPort) {
        try {
            while (true) {
                Socket client = acceptor.accept();
                Socket server = new Socket(acceptor.getInetAddress(), serverPort);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                sockets.add(client);
                sockets.add(server);
                threads.execute(() -> pump(client, server, true));
                threads.execute(() -> pump(server, client, false));
            }
        } catch (IOException ex) {
            // Closed.
        }
    }

    private void pump(Socket from, Socket to, boolean requests) {
        byte[] buffer = new byte[65_536];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int size = in.read(buffer); size >= 0; size = in.read(buffer)) {
                byte[] bytes = Arrays.copyOf(buffer, size);
                if (requests) {
                    requested();
                    out.write(bytes);
                } else {
                    reply(out, bytes);
                }
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
        timer.shutdownNow();
        threads.shutdownNow();
    }

    private static final class Reply {

        private final OutputStream client;

        private final byte[] bytes;

        Reply(OutputStream client, byte[] bytes) {
            this.client = client;
            this.bytes = bytes;
        }
    }
}
