package io.github.ms100.cacheasmulti.local.process;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What one thread of a node does, a line for each event, which is in the file when the thread goes on: so it outlives a node that
 * is killed. What a thread does is an operation, in which it may load or change, and which ends before the next one begins.
 *
 * <p>Times are those of {@link System#nanoTime()}, which is one clock for all processes of a machine. Used by one thread.
 */
final class Journal implements AutoCloseable {

    static final char LOADED = 'l';

    static final char CHANGING = 'c';

    static final char PUTTING = 'p';

    static final char READ = 'r';

    static final char RETURNED = 'e';

    static final char FAILED = 'f';

    static final char STALLED = 's';

    static final char COUNTED = 'n';

    private final BufferedWriter file;

    Journal(Path file) {
        try {
            this.file = Files.newBufferedWriter(file);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Notes what has been read from the database, which is stored next. */
    void loaded(long begun, Map<Long, Long> versions) {
        write(LOADED, begun, System.nanoTime(), versions);
    }

    /** Notes what the database holds by now, so that the cache must not hold anything older when the operation has returned. */
    void changing(Map<Long, Long> versions) {
        write(CHANGING, System.nanoTime(), 0, versions);
    }

    /** As {@link #changing}, and that these versions are put. */
    void putting(Map<Long, Long> versions) {
        write(PUTTING, System.nanoTime(), 0, versions);
    }

    /** Ends an operation that has read something from the cache. */
    void read(long begun, Map<Long, Long> versions) {
        write(READ, begun, System.nanoTime(), versions);
    }

    void returned() {
        write(RETURNED, System.nanoTime(), 0, Map.of());
    }

    void failed() {
        write(FAILED, System.nanoTime(), 0, Map.of());
    }

    /** Notes that the node could do nothing, or reach nobody, between two moments. */
    void stalled(long from, long to) {
        write(STALLED, from, to, Map.of());
    }

    /** Notes how often what has happened up to now. */
    void counted(Map<Long, Long> times) {
        write(COUNTED, System.nanoTime(), 0, times);
    }

    private void write(char event, long first, long second, Map<Long, Long> versions) {
        StringBuilder line = new StringBuilder();
        line.append(event).append(' ').append(first).append(' ').append(second);
        versions.forEach(
                (id, version) -> line.append(' ').append(id).append(' ').append(version));
        try {
            file.append(line.append('\n'));
            file.flush();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
