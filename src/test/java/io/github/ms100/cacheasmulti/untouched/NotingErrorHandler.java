package io.github.ms100.cacheasmulti.untouched;

import org.springframework.cache.Cache;
import org.springframework.cache.interceptor.CacheErrorHandler;

/** Notes what it is told, and returns. */
class NotingErrorHandler implements CacheErrorHandler {

    private final Transcript transcript;

    NotingErrorHandler(Transcript transcript) {
        this.transcript = transcript;
    }

    @Override
    public void handleCacheGetError(RuntimeException exception, Cache cache, Object key) {
        note("get " + key, exception, cache);
    }

    @Override
    public void handleCachePutError(RuntimeException exception, Cache cache, Object key, Object value) {
        note("put " + key + " = " + value, exception, cache);
    }

    @Override
    public void handleCacheEvictError(RuntimeException exception, Cache cache, Object key) {
        note("evict " + key, exception, cache);
    }

    @Override
    public void handleCacheClearError(RuntimeException exception, Cache cache) {
        note("clear", exception, cache);
    }

    private void note(String call, RuntimeException exception, Cache cache) {
        transcript.note("  handler: " + call + " of " + cache.getName() + " " + cache.getClass() + " " + exception);
    }
}
