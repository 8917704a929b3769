package io.github.ms100.cacheasmulti.internal.store.redis.local;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Notes what is evicted, and fails as long as it is told to. */
final class NotingRemote implements Remote {

    final List<String> evicted = new ArrayList<>();

    boolean failing;

    @Override
    public List<byte[]> evict(Subject subject, List<byte[]> keys, boolean correction) {
        List<String> names = keys.stream()
                .map(key -> new String(key, StandardCharsets.UTF_8))
                .toList();
        note((correction ? "correct " : "evict ") + subject.cache() + " " + String.join(" ", names));
        return List.of();
    }

    @Override
    public void clear(Subject subject) {
        note("clear " + subject.cache());
    }

    private void note(String what) {
        evicted.add(what);
        if (failing) {
            throw new IllegalStateException("Redis is away");
        }
    }

    static List<byte[]> keys(String... keys) {
        return List.of(keys).stream()
                .map(key -> key.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    static long[] hashes(String... keys) {
        return keys(keys).stream().mapToLong(KeyHash::of).toArray();
    }
}
