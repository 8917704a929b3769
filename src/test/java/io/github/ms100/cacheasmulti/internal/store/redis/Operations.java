package io.github.ms100.cacheasmulti.internal.store.redis;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.springframework.cache.Cache;
import org.springframework.cache.support.NullValue;

/** Random calls of a cache and of its batch form, each of which can be made of several caches. */
final class Operations {

    /** Some of them are one entry of Redis. */
    private static final List<Object> KEYS = List.of(0, 1, 1L, "1", 2, 3, "4", 5L);

    private final Random random;

    Operations(Random random) {
        this.random = random;
    }

    /** Returns the next call. */
    Operation next() {
        return switch (random.nextInt(4)) {
            case 0 -> read(key());
            case 1 -> write(key());
            case 2 -> retrieval(key());
            default -> batch();
        };
    }

    private Operation read(Object key) {
        Class<?> type = List.of(String.class, Object.class, Integer.class).get(random.nextInt(3));
        return switch (random.nextInt(4)) {
            case 0 -> new Operation("get(%s)".formatted(key), (cache, batch) -> cache.get(key));
            case 1 -> new Operation("get(%s, %s)".formatted(key, type), (cache, batch) -> cache.get(key, type));
            case 2 -> load(key, value());
            default -> {
                Callable<Object> failing = () -> {
                    throw new IOException("nothing to load");
                };
                yield new Operation(
                        "get(%s, a loader that fails)".formatted(key), (cache, batch) -> cache.get(key, failing));
            }
        };
    }

    private static Operation load(Object key, Object value) {
        Callable<Object> loader = () -> value;
        return new Operation(
                "get(%s, a loader of %s)".formatted(key, Described.of(value)),
                (cache, batch) -> cache.get(key, loader));
    }

    private Operation write(Object key) {
        Object value = value();
        String text = Described.of(value);
        return switch (random.nextInt(6)) {
            case 0, 1 -> of("put(%s, %s)".formatted(key, text), cache -> cache.put(key, value));
            case 2 ->
                new Operation(
                        "putIfAbsent(%s, %s)".formatted(key, text), (cache, batch) -> cache.putIfAbsent(key, value));
            case 3 -> of("evict(%s)".formatted(key), cache -> cache.evict(key));
            case 4 -> new Operation("evictIfPresent(%s)".formatted(key), (cache, batch) -> cache.evictIfPresent(key));
            default -> clear();
        };
    }

    private Operation clear() {
        return random.nextBoolean()
                ? of("clear()", Cache::clear)
                : new Operation("invalidate()", (cache, batch) -> cache.invalidate());
    }

    private Operation retrieval(Object key) {
        Object value = value();
        Supplier<CompletableFuture<Object>> loader = (random.nextInt(4) == 0)
                ? () -> CompletableFuture.failedFuture(new IllegalStateException("nothing to load"))
                : () -> CompletableFuture.completedFuture(value);
        return random.nextBoolean()
                ? new Operation("retrieve(%s)".formatted(key), (cache, batch) -> joined(cache.retrieve(key)))
                : new Operation(
                        "retrieve(%s, a loader of %s)".formatted(key, Described.of(value)),
                        (cache, batch) -> joined(cache.retrieve(key, loader)));
    }

    private static Object joined(CompletableFuture<?> future) {
        return (future == null) ? "no future" : future.join();
    }

    private Operation batch() {
        List<Object> keys = keys();
        Map<Object, Object> entries = new LinkedHashMap<>();
        keys.forEach(key -> entries.put(key, value()));
        return switch (random.nextInt(4)) {
            case 0, 1 -> new Operation("multiGet(%s)".formatted(keys), (cache, batch) -> batch.multiGet(keys));
            case 2 ->
                new Operation("multiPut(%s)".formatted(Described.of(entries)), (cache, batch) -> {
                    batch.multiPut(entries);
                    return "put";
                });
            default ->
                new Operation("multiEvict(%s)".formatted(keys), (cache, batch) -> {
                    batch.multiEvict(keys);
                    return "evicted";
                });
        };
    }

    private Object key() {
        return KEYS.get(random.nextInt(KEYS.size()));
    }

    private List<Object> keys() {
        List<Object> keys = new ArrayList<>();
        for (int size = random.nextInt(5); size > 0; size--) {
            keys.add(key());
        }
        return keys;
    }

    private Object value() {
        return switch (random.nextInt(12)) {
            case 0, 1 -> null;
            case 2 -> NullValue.INSTANCE;
            case 3 -> new int[] {1, random.nextInt(9)};
            case 4 -> new byte[] {1, 2, 3};
            case 5 -> new String[] {"a", null};
            case 6 -> new ArrayList<>(List.of("a", random.nextInt(9)));
            case 7 -> Optional.of("not serializable");
            case 8 -> random.nextInt(9);
            default -> "value " + random.nextInt(9);
        };
    }

    private static Operation of(String text, java.util.function.Consumer<Cache> call) {
        return new Operation(text, (cache, batch) -> {
            call.accept(cache);
            return "done";
        });
    }

    /** One call, and what it is called in a report. */
    record Operation(String text, Call call) {

        /** Makes the call; returns what it returns or throws, in words. */
        String on(Cache cache, EnhancedCache batch) {
            try {
                return Described.of(call.on(cache, batch));
            } catch (RuntimeException ex) {
                return Described.of(ex);
            }
        }

        @Override
        public String toString() {
            return text;
        }
    }

    @FunctionalInterface
    interface Call {

        Object on(Cache cache, EnhancedCache batch);
    }
}
