package io.github.ms100.cacheasmulti.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.convert.EnhancedCacheConversionService;
import io.github.ms100.cacheasmulti.cache.convert.converter.EnhancedCacheConverter;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.Cache;
import org.springframework.cache.concurrent.ConcurrentMapCache;

/** A converter of the library that is made elsewhere, such as one that needs connections (B2, B3). */
@ExtendWith(OutputCaptureExtension.class)
class StoreConverterTests {

    private final StoreView ofLibrary = new LoopingView(new ConcurrentMapCache("library"));

    private final EnhancedCache ofUser = ViewCaches.looping(new ConcurrentMapCache("user"));

    @Test
    @DisplayName("B3 it comes after the user's, wherever it stands in the list")
    void comesAfterTheUsers() {
        StoreConverter<OwnCache> store = new OfOwn(true);
        EnhancedCacheConverter<Cache> users = new OfUser();

        assertThat(view(new OwnCache(), store)).isSameAs(ofLibrary);
        assertThat(convert(new OwnCache(), store, users)).isSameAs(ofUser);
        assertThat(convert(new OwnCache(), users, store)).isSameAs(ofUser);
    }

    @Test
    @DisplayName("B2 it takes its class exactly")
    void takesItsClassExactly() {
        assertThat(view(new OwnCache() {}, new OfOwn(true)))
                .isInstanceOf(LoopingView.class)
                .isNotSameAs(ofLibrary);
    }

    @Test
    @DisplayName("B2 a cache it does not take is looped, with a warning")
    void cacheItDoesNotTakeIsLooped(CapturedOutput output) {
        assertThat(view(new OwnCache(), new OfOwn(false)))
                .isInstanceOf(LoopingView.class)
                .isNotSameAs(ofLibrary);
        assertThat(output).contains("WARN", "'own'");
    }

    private static StoreView view(Cache cache, EnhancedCacheConverter<?>... converters) {
        return ViewCaches.viewOf(convert(cache, converters));
    }

    private static EnhancedCache convert(Cache cache, EnhancedCacheConverter<?>... converters) {
        return new EnhancedCacheConversionService(List.of(converters)).convert(cache);
    }

    private static class OwnCache extends ConcurrentMapCache {
        OwnCache() {
            super("own");
        }
    }

    private final class OfOwn extends StoreConverter<OwnCache> {
        private final boolean willing;

        OfOwn(boolean willing) {
            super(OwnCache.class);
            this.willing = willing;
        }

        @Override
        public boolean takes(Cache cache) {
            return willing && super.takes(cache);
        }

        @Override
        protected StoreView view(OwnCache cache) {
            return ofLibrary;
        }
    }

    private final class OfUser implements EnhancedCacheConverter<Cache> {
        @Override
        public EnhancedCache convert(Cache cache) {
            return ofUser;
        }
    }
}
