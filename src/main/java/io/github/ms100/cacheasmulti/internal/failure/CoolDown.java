package io.github.ms100.cacheasmulti.internal.failure;

import org.springframework.cache.Cache;

/**
 * Knows which caches could not be reached a moment ago, so that not every call waits for them in vain (S28). Thread-safe.
 *
 * <p>Whoever has called a cache says what came of it, with a permission or without.
 */
public interface CoolDown {

    /** Lets everybody through. */
    CoolDown NONE = new CoolDown() {

        @Override
        public Permission ask(Cache cache) {
            return Permission.GRANTED;
        }

        @Override
        public boolean isSpared(Cache cache) {
            return false;
        }

        @Override
        public Transition answered(Cache cache) {
            return Transition.NONE;
        }

        @Override
        public Transition failed(Cache cache, Throwable failure) {
            return Transition.NONE;
        }
    };

    /**
     * Returns whether a cache may be called now. Of those who come after a cool-down one is let through, as a trial, and
     * nobody else until it is known what came of it: so the call is made inside of a try statement with the permission,
     * which gives it back on every path on which the cache was not called.
     */
    Permission ask(Cache cache);

    /** Returns whether a cache has not answered since it could not be reached; takes no trial from anybody. */
    boolean isSpared(Cache cache);

    /** Notes that a cache has answered. */
    Transition answered(Cache cache);

    /** Notes that a cache has failed, be it that it could not be reached or for any other reason. */
    Transition failed(Cache cache, Throwable failure);

    /** What has come of an answer or a failure. */
    enum Transition {
        /** Nothing. */
        NONE,
        /** The cache is spared from now on. */
        OPENED,
        /** It is spared no longer. */
        CLOSED
    }

    /** Whether a cache may be called, until it is closed. */
    interface Permission extends AutoCloseable {

        /** A permission that takes nothing from anybody. */
        Permission GRANTED = () -> {};

        /** No permission. */
        Permission DENIED = new Permission() {

            @Override
            public boolean isGranted() {
                return false;
            }

            @Override
            public void close() {}
        };

        /** Returns whether the cache may be called. */
        default boolean isGranted() {
            return true;
        }

        /** Gives the permission back, unless somebody has noted an answer or a failure since. */
        @Override
        void close();
    }
}
