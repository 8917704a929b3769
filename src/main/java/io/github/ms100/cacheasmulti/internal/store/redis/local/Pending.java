package io.github.ms100.cacheasmulti.internal.store.redis.local;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Evictions that Redis has not acknowledged, merged by cache, to be made again together with their messages (L14). Thread-safe. */
final class Pending {

    /** More keys of one cache are cleared with all others of it. */
    private static final int MAX_KEYS = 10_000;

    private final Map<Target, Set<ByteBuffer>> ofKeys = new LinkedHashMap<>();

    private final Set<Target> whole = new LinkedHashSet<>();

    private volatile boolean any;

    /** Adds keys; {@code null} for all. */
    synchronized void add(Remote remote, Subject subject, @Nullable List<byte[]> keys) {
        Target target = new Target(remote, subject);
        any = true;
        if (whole.contains(target)) {
            return;
        }
        Set<ByteBuffer> known = ofKeys.computeIfAbsent(target, first -> new LinkedHashSet<>());
        if (keys != null) {
            keys.forEach(key -> known.add(ByteBuffer.wrap(key)));
        }
        if (keys == null || known.size() > MAX_KEYS) {
            ofKeys.remove(target);
            whole.add(target);
        }
    }

    /** Evicts keys now; those that cannot be are pending. */
    void evict(Target target, List<byte[]> keys, boolean correction) {
        List<byte[]> left = keys;
        try {
            left = target.remote.evict(target.subject, keys, correction);
        } catch (RuntimeException | Error ex) {
            // Nothing is known of any.
        }
        if (!left.isEmpty()) {
            add(target.remote, target.subject, left);
        }
    }

    private void clear(Target target) {
        try {
            target.remote.clear(target.subject);
        } catch (RuntimeException | Error ex) {
            add(target.remote, target.subject, null);
        }
    }

    boolean isEmpty() {
        return !any;
    }

    /** Tries all that there are; what fails is pending again. */
    void retry() {
        for (Eviction eviction : take()) {
            if (eviction.keys == null) {
                clear(eviction.target);
            } else {
                evict(eviction.target, eviction.keys, false);
            }
        }
    }

    private synchronized List<Eviction> take() {
        List<Eviction> taken = new ArrayList<>(ofKeys.size() + whole.size());
        ofKeys.forEach((target, keys) -> taken.add(
                new Eviction(target, keys.stream().map(ByteBuffer::array).toList())));
        whole.forEach(target -> taken.add(new Eviction(target, null)));
        ofKeys.clear();
        whole.clear();
        any = false;
        return taken;
    }

    /** What is evicted together: keys of one cache. */
    record Target(Remote remote, Subject subject) {}

    private record Eviction(Target target, @Nullable List<byte[]> keys) {}
}
