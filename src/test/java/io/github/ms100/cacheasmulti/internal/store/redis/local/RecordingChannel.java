package io.github.ms100.cacheasmulti.internal.store.redis.local;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Notes what a node sends, and answers as a server does, or not at all. */
final class RecordingChannel implements Channel {

    final Map<Long, Long> counts = new HashMap<>();

    final List<Message> published = new ArrayList<>();

    final List<Long> forgotten = new ArrayList<>();

    int compared;

    /** How often it has been told to listen over a new connection. */
    int listened;

    boolean failing;

    @Override
    public void open(Receiver receiver) {}

    @Override
    public void probe(byte[] hello) {
        answer();
    }

    @Override
    public Map<Long, Long> counts() {
        answer();
        compared++;
        return Map.copyOf(counts);
    }

    @Override
    public long announce(long series, int messages) {
        answer();
        return counts.merge(series, (long) messages, Long::sum);
    }

    @Override
    public void publish(byte[] message) {
        answer();
        @Nullable Message parsed = Message.parse(message);
        if (parsed != null) {
            published.add(parsed);
        }
    }

    @Override
    public void forget(Collection<Long> series) {
        forgotten.addAll(series);
        counts.keySet().removeAll(series);
    }

    @Override
    public boolean isRefusal(RuntimeException failure) {
        return failure instanceof UnsupportedOperationException;
    }

    @Override
    public void listenAnew() {
        listened++;
    }

    @Override
    public void close() {}

    private void answer() {
        if (failing) {
            throw new IllegalStateException("Redis is away");
        }
    }
}
