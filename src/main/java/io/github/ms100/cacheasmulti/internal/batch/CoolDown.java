package io.github.ms100.cacheasmulti.internal.batch;

import org.springframework.cache.Cache;

/**
 * Knows which caches could not be reached a moment ago, so that not every call waits for them in vain. Thread-safe.
 *
 * <p>Whoever was let through says what came of it; others may, too.
 */
public interface CoolDown {

    /** Lets everybody through. */
    CoolDown NONE = new CoolDown() {

        @Override
        public boolean letsThrough(Cache cache) {
            return true;
        }

        @Override
        public void answered(Cache cache) {}

        @Override
        public void failed(Cache cache, Throwable failure) {}
    };

    /** Returns whether a cache may be asked now. Of those who come after a cool-down one is let through, as a trial. */
    boolean letsThrough(Cache cache);

    /** Notes that a cache has answered. */
    void answered(Cache cache);

    /** Notes that a cache has failed, be it that it could not be reached or for any other reason. */
    void failed(Cache cache, Throwable failure);
}
