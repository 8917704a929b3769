package io.github.ms100.cacheasmulti.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A TCP proxy in front of the server that can keep the replies back until it has received so many commands. */
public final class HoldingProxy implements AutoCloseable {

    private final ServerSocket acceptor;

    private final int serverPort;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

    private volatile Gate gate = new Gate("", 0);

    private volatile int cutAfter = Integer.MAX_VALUE;

    public HoldingProxy(int serverPort) throws IOException {
        this.serverPort = serverPort;
        this.acceptor = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::acceptAll);
    }

    public int port() {
        return acceptor.getLocalPort();
    }

    /** From now on no reply passes before this text was received so many times. */
    public void holdRepliesUntilReceived(String text, int times) {
        gate.opened.countDown();
        gate = new Gate(text, times);
    }

    /** Breaks the connection after so many bytes of the next reply, once; the next connection works. */
    public void cutNextReplyAfter(int bytes) {
        cutAfter = bytes;
    }

    /** Returns how many times the text was received since. */
    public int received() {
        return gate.count;
    }

    /** Breaks every connection; new ones are refused. */
    @Override
    public void close() throws IOException {
        acceptor.close();
        gate.opened.countDown();
        for (Socket socket : sockets) {
            socket.close();
        }
        threads.shutdownNow();
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket client = acceptor.accept();
                Socket server = new Socket(TestRedis.host(), serverPort);
                sockets.add(client);
                sockets.add(server);
                threads.execute(() -> pump(client, server, true));
                threads.execute(() -> pump(server, client, false));
            }
        } catch (IOException ex) {
            // Closed.
        }
    }

    private void pump(Socket from, Socket to, boolean commands) {
        byte[] buffer = new byte[65_536];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int size = in.read(buffer); size >= 0; size = in.read(buffer)) {
                Gate current = gate;
                if (commands) {
                    current.receive(new String(buffer, 0, size, StandardCharsets.ISO_8859_1));
                } else {
                    current.opened.await();
                    size = Math.min(size, cutAfter);
                }
                out.write(buffer, 0, size);
                out.flush();
                if (!commands && cutAfter < Integer.MAX_VALUE) {
                    cutAfter = Integer.MAX_VALUE;
                    return;
                }
            }
        } catch (IOException ex) {
            // Closed by the other side.
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    /** Counts a text, also where it is split over two packets. */
    private static final class Gate {

        private final String text;

        private final int times;

        private final CountDownLatch opened = new CountDownLatch(1);

        private String rest = "";

        private volatile int count;

        Gate(String text, int times) {
            this.text = text;
            this.times = times;
            if (times == 0) {
                opened.countDown();
            }
        }

        synchronized void receive(String received) {
            if (text.isEmpty()) {
                return;
            }
            String all = rest + received;
            int from = 0;
            for (int at = all.indexOf(text); at >= 0; at = all.indexOf(text, from)) {
                from = at + text.length();
                count = count + 1;
            }
            rest = all.substring(Math.max(from, all.length() - text.length() + 1));
            if (count >= times) {
                opened.countDown();
            }
        }
    }
}
