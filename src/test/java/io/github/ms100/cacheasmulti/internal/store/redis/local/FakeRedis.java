package io.github.ms100.cacheasmulti.internal.store.redis.local;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A Redis of the model: versions as values, how many messages have been announced, and who listens. */
final class FakeRedis {

    private final Map<String, Integer> values = new HashMap<>();

    private final Map<Long, Long> counts = new HashMap<>();

    private final List<ModelNode> listeners = new ArrayList<>();

    /** Commands whose sender has given up: they are executed some time later. */
    private final Deque<Runnable> late = new ArrayDeque<>();

    /** What takes each write back. */
    private final Deque<Runnable> writes = new ArrayDeque<>();

    private boolean lostValue;

    @Nullable
    Integer get(String key) {
        return values.get(key);
    }

    void set(String key, @Nullable Integer value) {
        Integer before = write(key, value);
        writes.push(() -> {
            lostValue |= !Objects.equals(before, write(key, before));
        });
    }

    private @Nullable Integer write(String key, @Nullable Integer value) {
        return (value == null) ? values.remove(key) : values.put(key, value);
    }

    long announce(long series) {
        writes.push(() -> counts.computeIfPresent(series, (same, count) -> (count == 1) ? null : count - 1));
        return counts.merge(series, 1L, Long::sum);
    }

    Map<Long, Long> counts() {
        return Map.copyOf(counts);
    }

    void listen(ModelNode node) {
        listeners.add(node);
    }

    void publish(byte[] message) {
        listeners.forEach(listener -> listener.arrive(message));
    }

    void later(Runnable command) {
        late.add(command);
    }

    boolean hasLate() {
        return !late.isEmpty();
    }

    void executeLate() {
        late.remove().run();
    }

    /** A replica becomes the master that has not got the last writes. */
    void failOver(int lost) {
        for (int i = 0; i < lost && !writes.isEmpty(); i++) {
            writes.pop().run();
        }
    }

    /** Returns whether a fail-over has taken a change of a value back. */
    boolean hasLostValue() {
        return lostValue;
    }

    /** What a node sees of it when it need not wait. */
    Channel channel() {
        return new Channel() {
            @Override
            public void open(Receiver receiver) {}

            @Override
            public void probe(byte[] hello) {}

            @Override
            public Map<Long, Long> counts() {
                return FakeRedis.this.counts();
            }

            @Override
            public long announce(long series, int messages) {
                return FakeRedis.this.announce(series);
            }

            @Override
            public void publish(byte[] message) {
                FakeRedis.this.publish(message);
            }

            @Override
            public void forget(Collection<Long> series) {
                counts.keySet().removeAll(series);
            }

            @Override
            public boolean isRefusal(RuntimeException failure) {
                return false;
            }

            @Override
            public void listenAnew() {}

            @Override
            public void close() {}
        };
    }
}
