package io.github.ms100.cacheasmulti.local.process;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A {@link ProcessNode} in its process. */
final class NodeProcess {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final int number;

    private final Path directory;

    private final Process process;

    private NodeProcess(int number, Path directory, Process process) {
        this.number = number;
        this.directory = directory;
        this.process = process;
    }

    /**
     * Starts a node.
     *
     * @param run the directory of the run, where each node has its own
     */
    static NodeProcess start(int number, String servers, String channel, Path run) {
        Path directory = run.resolve("node-" + number);
        try {
            Files.createDirectories(directory);
            Process process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx128m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            ProcessNode.class.getName(),
                            servers,
                            channel,
                            String.valueOf(number),
                            directory.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("output").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new NodeProcess(number, directory, process);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    int number() {
        return number;
    }

    /** Waits until it works. */
    NodeProcess awaitWorking() {
        await().atMost(PATIENCE).until(() -> !process.isAlive() || Files.exists(directory.resolve("work-1")));
        if (!process.isAlive()) {
            throw new IllegalStateException("Node %d has ended: see %s".formatted(number, directory));
        }
        return this;
    }

    /** Stops it where it is. */
    void pause() {
        signal("-STOP");
    }

    /** Lets it go on. */
    void goOn() {
        signal("-CONT");
    }

    private void signal(String signal) {
        try {
            int failed = new ProcessBuilder("kill", signal, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
            if (failed != 0) {
                throw new IllegalStateException("kill %s has failed".formatted(signal));
            }
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        } catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    /** Ends it without any warning. */
    void kill() {
        awaitEnd(process.destroyForcibly());
    }

    /** Lets it end what it does. */
    void end() {
        try {
            process.getOutputStream().close();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        awaitEnd(process);
        if (process.exitValue() != 0) {
            throw new IllegalStateException("Node %d has failed: see %s".formatted(number, directory));
        }
    }

    private static void awaitEnd(Process process) {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("A node does not end");
            }
        } catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    /** Adds what it has noted. */
    void readInto(History history) {
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(file -> !file.endsWith("output")).forEach(file -> JournalReader.read(file, number, history));
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
