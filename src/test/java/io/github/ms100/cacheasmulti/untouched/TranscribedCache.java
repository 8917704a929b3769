package io.github.ms100.cacheasmulti.untouched;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.springframework.cache.concurrent.ConcurrentMapCache;

/** A cache of a user's own class, which notes every call; one whose name contains "broken" then throws. */
class TranscribedCache extends ConcurrentMapCache {

    private final Transcript transcript;

    TranscribedCache(String name, Transcript transcript) {
        super(name);
        this.transcript = transcript;
    }

    @Override
    public ValueWrapper get(Object key) {
        note("get " + key);
        return super.get(key);
    }

    @Override
    public <T> T get(Object key, Class<T> type) {
        note("get " + key + " as " + type);
        return super.get(key, type);
    }

    @Override
    public <T> T get(Object key, Callable<T> valueLoader) {
        note("get " + key + " or load");
        return super.get(key, valueLoader);
    }

    @Override
    public CompletableFuture<?> retrieve(Object key) {
        note("retrieve " + key);
        return super.retrieve(key);
    }

    @Override
    public <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> valueLoader) {
        note("retrieve " + key + " or load");
        return super.retrieve(key, valueLoader);
    }

    @Override
    public void put(Object key, Object value) {
        note("put " + key + " = " + value);
        super.put(key, value);
    }

    @Override
    public ValueWrapper putIfAbsent(Object key, Object value) {
        note("putIfAbsent " + key + " = " + value);
        return super.putIfAbsent(key, value);
    }

    @Override
    public void evict(Object key) {
        note("evict " + key);
        super.evict(key);
    }

    @Override
    public boolean evictIfPresent(Object key) {
        note("evictIfPresent " + key);
        return super.evictIfPresent(key);
    }

    @Override
    public void clear() {
        note("clear");
        super.clear();
    }

    @Override
    public boolean invalidate() {
        note("invalidate");
        return super.invalidate();
    }

    private void note(String call) {
        transcript.note("  " + getName() + ": " + call);
        if (getName().contains("broken")) {
            throw new IllegalStateException(getName() + " cannot " + call);
        }
    }
}
