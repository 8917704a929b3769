package io.github.ms100.cacheasmulti.untouched;

import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheResult;

/** JSR-107 annotations on an interface, generic and with defaults. */
@CacheDefaults(cacheName = "prices")
interface JCacheShop extends GenericShop<Long> {

    @CacheResult
    String price(long id);

    @CacheRemove(cacheName = "forgotten")
    void forget(long id);

    /** Has one annotation of its own. */
    class OfClass implements JCacheShop {

        private final Transcript transcript;

        OfClass(Transcript transcript) {
            this.transcript = transcript;
        }

        @Override
        public String price(long id) {
            transcript.note("  body price");
            return "price " + id;
        }

        @Override
        public String priceOf(Long id) {
            transcript.note("  body priceOf");
            return "price of " + id;
        }

        @Override
        @CacheRemove(cacheName = "gone")
        public void forget(long id) {
            transcript.note("  body forget");
        }
    }
}

/** A generic interface above it. */
interface GenericShop<T> {

    @CacheResult(cacheName = "generic")
    String priceOf(T id);
}
