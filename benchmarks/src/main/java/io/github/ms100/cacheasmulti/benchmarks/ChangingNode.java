package io.github.ms100.cacheasmulti.benchmarks;

import io.github.ms100.cacheasmulti.event.BatchListener;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * A node that evicts 100 cars a thousand times a second, evenly, until its standard input ends.
 *
 * <p>Arguments: the port of Redis, and the name of the channel.
 */
final class ChangingNode {

    /** How many cars there are, and how many of them each batch evicts. */
    static final int CARS = 10_000;

    static final int KEYS = 100;

    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(1);

    private ChangingNode() {}

    public static void main(String[] args) throws Exception {
        Thread changing = Thread.currentThread();
        Thread watching = new Thread(() -> interruptAtEndOfInput(changing), "end-of-input");
        watching.setDaemon(true);
        watching.start();
        List<Integer> ports = List.of(Integer.valueOf(args[0]));
        List<Long> all = Car.ids(CARS);
        List<List<Long>> batches = IntStream.range(0, CARS / KEYS)
                .mapToObj(index -> all.subList(index * KEYS, (index + 1) * KEYS))
                .toList();
        try (SpringLocalLevel spring =
                        SpringLocalLevel.connect(ports, StoreKind.json(Car.class), args[1], BatchListener.NO_OP);
                Batch cars = Subject.CACHE_AS_MULTI.open(spring.cacheManager(), Variant.PLAIN)) {
            long next = System.nanoTime();
            for (int batch = 0; !Thread.currentThread().isInterrupted(); batch++) {
                cars.evict(batches.get(batch % batches.size()));
                next += INTERVAL;
                LockSupport.parkNanos(next - System.nanoTime());
            }
        }
    }

    private static void interruptAtEndOfInput(Thread changing) {
        try {
            while (System.in.read() >= 0) {
                // Nothing is said.
            }
        } catch (IOException ex) {
            // It has ended.
        }
        changing.interrupt();
    }
}
