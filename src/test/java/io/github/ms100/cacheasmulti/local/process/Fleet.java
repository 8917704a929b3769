package io.github.ms100.cacheasmulti.local.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** The nodes of one application, each in its process, and what has become of them. */
final class Fleet implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(10);

    private final String servers;

    private final Path directory;

    private final Random random = new Random(1);

    private final List<NodeProcess> started = new ArrayList<>();

    private final List<NodeProcess> alive = new ArrayList<>();

    private final History history = new History();

    /**
     * Creates a fleet of no nodes yet.
     *
     * @param ports of the servers
     */
    Fleet(List<Integer> ports, Path directory) {
        this.servers = ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
        this.directory = directory;
    }

    /** Starts a node for each of some channels, and waits until all work. */
    void start(String... channels) {
        // Whoever comes first makes the file.
        Database unused = Database.open(directory.resolve("database"));
        for (String channel : channels) {
            add(started.size(), channel);
        }
        alive.forEach(NodeProcess::awaitWorking);
    }

    private NodeProcess add(int number, String channel) {
        NodeProcess node = NodeProcess.start(number, servers, channel, directory);
        started.add(node);
        alive.add(node);
        return node;
    }

    private NodeProcess any() {
        return alive.get(random.nextInt(alive.size()));
    }

    /** Stops one of the nodes for a while. */
    void pauseOne(Duration time) {
        NodeProcess node = any();
        node.pause();
        pass(time);
        node.goOn();
    }

    /** Kills one of the nodes, and starts another in its place. */
    void killOne(String channel) {
        NodeProcess node = any();
        node.kill();
        history.died(node.number(), System.nanoTime());
        alive.remove(node);
        NodeProcess unused = add(node.number() + Workload.WRITERS / 2, channel).awaitWorking();
    }

    /** Lets the nodes work. */
    static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        Awaitility.await().pollInterval(POLL).atMost(time.plusMinutes(1)).until(() -> System.nanoTime() >= end);
    }

    History history() {
        return history;
    }

    /** Ends all, and returns what has happened. */
    History end() {
        alive.forEach(NodeProcess::end);
        started.forEach(node -> node.readInto(history));
        return history;
    }

    @Override
    public void close() {
        started.forEach(NodeProcess::kill);
    }
}
