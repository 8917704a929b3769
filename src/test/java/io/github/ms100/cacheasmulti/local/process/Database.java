package io.github.ms100.cacheasmulti.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.LongStream;

/** The database of all nodes, which outlives them: of each car a version that only grows, in a file that all map. Thread-safe. */
final class Database {

    /** The first cars are evicted when they have changed, by whatever node. */
    static final int EVICTED = 600;

    /** The others are put, each by one thread only. */
    static final int CARS = 660;

    private static final VarHandle VERSION =
            MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final ByteBuffer versions;

    private Database(ByteBuffer versions) {
        this.versions = versions;
    }

    static Database open(Path file) {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new Database(channel.map(MapMode.READ_WRITE, 0, (long) CARS * Long.BYTES));
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Changes cars, and returns their new versions. */
    Map<Long, Long> raise(Collection<Long> ids) {
        Map<Long, Long> raised = new LinkedHashMap<>();
        ids.forEach(id -> raised.put(id, (long) VERSION.getAndAdd(versions, position(id), 1L) + 1));
        return raised;
    }

    Map<Long, Long> read(Collection<Long> ids) {
        Map<Long, Long> read = new LinkedHashMap<>();
        ids.forEach(id -> read.put(id, (long) VERSION.getVolatile(versions, position(id))));
        return read;
    }

    Map<Long, Long> readAll() {
        return read(LongStream.range(0, CARS).boxed().toList());
    }

    private static int position(long id) {
        return (int) id * Long.BYTES;
    }
}
