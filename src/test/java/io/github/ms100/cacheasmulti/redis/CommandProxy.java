package io.github.ms100.cacheasmulti.redis;

import io.github.ms100.cacheasmulti.fixture.Hold;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A TCP proxy between a client and a server that knows the commands that pass: counts them, stops one of them or its reply,
 * lets nothing pass any more without a word, or breaks all connections.
 */
public final class CommandProxy implements AutoCloseable {

    private static final Pattern COMMAND = Pattern.compile("\\*\\d+\r\n\\$\\d+\r\n([A-Za-z]+)\r\n");

    /** The beginning of a command is not longer. */
    private static final int LONGEST = 40;

    private final ServerSocket acceptor;

    private final int serverPort;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

    private final Map<String, Integer> commands = new ConcurrentHashMap<>();

    private final AtomicReference<@Nullable Stop> stopOfCommand = new AtomicReference<>();

    private final AtomicReference<@Nullable Stop> stopOfReply = new AtomicReference<>();

    private volatile CountDownLatch flowing = new CountDownLatch(0);

    private volatile boolean refusing;

    /** Opens a proxy in front of the server of the tests. */
    public CommandProxy() throws IOException {
        this(TestRedis.port());
    }

    public CommandProxy(int serverPort) throws IOException {
        this.serverPort = serverPort;
        this.acceptor = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::acceptAll);
    }

    public int port() {
        return acceptor.getLocalPort();
    }

    /** Returns how often each command has passed since the last time. */
    public Map<String, Integer> takeCommands() {
        Map<String, Integer> taken = new TreeMap<>(commands);
        taken.forEach((name, count) -> commands.merge(name, -count, Integer::sum));
        taken.values().removeIf(count -> count == 0);
        return taken;
    }

    /** Returns how often a command has passed since {@link #takeCommands}. */
    public int count(String command) {
        return commands.getOrDefault(command, 0);
    }

    /** Stops the next such command, and what its connection sends behind it. */
    public Hold holdNext(String command) {
        return stop(stopOfCommand, command);
    }

    /** Lets the next such command pass and stops its reply, and what its connection receives behind it. */
    public Hold holdReplyToNext(String command) {
        return stop(stopOfReply, command);
    }

    private static Hold stop(AtomicReference<@Nullable Stop> next, String command) {
        Stop stop = new Stop(command, new Hold());
        next.set(stop);
        return stop.hold;
    }

    /** Lets nothing pass any more, and breaks nothing. */
    public void freeze() {
        flowing = new CountDownLatch(1);
    }

    /** Lets pass again what has been kept since {@link #freeze}, and all that comes. */
    public void thaw() {
        flowing.countDown();
    }

    /** Breaks all connections; new ones are broken, too. */
    public void cut() throws IOException {
        refusing = true;
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    /** Takes connections again. */
    public void heal() {
        refusing = false;
    }

    @Override
    public void close() throws IOException {
        acceptor.close();
        cut();
        thaw();
        threads.shutdownNow();
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket client = acceptor.accept();
                if (refusing) {
                    client.close();
                    continue;
                }
                Socket server = new Socket(TestRedis.host(), serverPort);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                sockets.add(client);
                sockets.add(server);
                Connection connection = new Connection(client, server);
                threads.execute(connection::pumpCommands);
                threads.execute(connection::pumpReplies);
            }
        } catch (IOException ex) {
            // Closed.
        }
    }

    private record Stop(String command, Hold hold) {}

    private final class Connection {

        private final Socket client;

        private final Socket server;

        private volatile @Nullable Hold reply;

        Connection(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void pumpCommands() {
            String[] before = {""};
            pump(client, server, (buffer, size, out) -> {
                int written = 0;
                String all = before[0] + new String(buffer, 0, size, StandardCharsets.ISO_8859_1);
                Matcher found = COMMAND.matcher(all);
                while (found.find()) {
                    if (found.end() > before[0].length()) {
                        int start = Math.max(0, found.start() - before[0].length());
                        written = pass(found.group(1).toUpperCase(), buffer, new int[] {written, start}, out);
                    }
                }
                before[0] = all.substring(Math.max(0, all.length() - LONGEST));
                return written;
            });
        }

        /** Notes a command; returns up to where has been written. */
        private int pass(String name, byte[] buffer, int[] range, OutputStream out) throws IOException {
            Stop reply = take(stopOfReply, name);
            this.reply = (reply == null) ? this.reply : reply.hold;
            Stop command = take(stopOfCommand, name);
            int written = range[0];
            if (command != null) {
                out.write(buffer, written, range[1] - written);
                out.flush();
                written = range[1];
                command.hold.here();
            }
            commands.merge(name, 1, Integer::sum);
            return written;
        }

        private static @Nullable Stop take(AtomicReference<@Nullable Stop> next, String name) {
            Stop stop = next.get();
            return (stop != null && stop.command.equals(name) && next.compareAndSet(stop, null)) ? stop : null;
        }

        void pumpReplies() {
            pump(server, client, (buffer, size, out) -> {
                Hold hold = reply;
                if (hold != null) {
                    hold.here();
                    reply = null;
                }
                return 0;
            });
        }

        private void pump(Socket from, Socket to, Step step) {
            byte[] buffer = new byte[65_536];
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int size = in.read(buffer); size >= 0; size = in.read(buffer)) {
                    int written = step.before(buffer, size, out);
                    flowing.await();
                    out.write(buffer, written, size - written);
                    out.flush();
                }
            } catch (IOException ex) {
                // Closed by the other side.
            } catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @FunctionalInterface
    private interface Step {

        /** Is run before bytes are sent; returns how many of them it has sent itself. */
        int before(byte[] buffer, int size, OutputStream out) throws IOException;
    }
}
