package io.github.ms100.cacheasmulti.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads what one thread of a node has noted, for the history of all. */
final class JournalReader {

    private static final long NEVER = Long.MAX_VALUE;

    private final int node;

    private final History history;

    /** What the operation that is going on has done up to now. */
    private final List<Line> open = new ArrayList<>();

    private JournalReader(int node, History history) {
        this.node = node;
        this.history = history;
    }

    static void read(Path journal, int node, History history) {
        JournalReader reader = new JournalReader(node, history);
        try {
            String text = Files.readString(journal);
            // Who is killed may leave half a line.
            text.substring(0, text.lastIndexOf('\n') + 1)
                    .lines()
                    .map(Line::parse)
                    .forEach(reader::take);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        reader.end(NEVER, false);
    }

    private void take(Line line) {
        switch (line.event()) {
            case Journal.LOADED, Journal.CHANGING, Journal.PUTTING -> open.add(line);
            case Journal.RETURNED -> end(line.first(), false);
            case Journal.FAILED -> end(line.first(), true);
            case Journal.READ -> {
                history.add(new ReadCars(node, line.first(), line.every(0), line.every(1)));
                end(line.second(), false);
            }
            case Journal.STALLED -> history.stalls(node).add(line.first(), line.second());
            case Journal.COUNTED ->
                line.forEach((count, times) -> history.count(node, Count.values()[count.intValue()], times));
            default -> throw new IllegalStateException(line.toString());
        }
    }

    private void end(long when, boolean failed) {
        open.forEach(line -> line.forEach((id, version) -> end(line, id, version, new End(when, failed))));
        open.clear();
    }

    private void end(Line line, long id, long version, End end) {
        if (line.event() != Journal.CHANGING) {
            boolean loaded = line.event() == Journal.LOADED;
            history.add(id, version, new Stored(node, line.first(), end.when(), end.failed(), loaded));
        }
        if (line.event() != Journal.LOADED && !end.failed() && end.when() != NEVER) {
            history.add(id, new Changed(node, line.first(), end.when(), version));
        }
    }

    /** How an operation ended. */
    private record End(long when, boolean failed) {}
}
