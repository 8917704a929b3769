package io.github.ms100.cacheasmulti.changes;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.convert.EnhancedCacheConversionService;
import io.github.ms100.cacheasmulti.cache.convert.converter.EnhancedCacheConverter;
import io.github.ms100.cacheasmulti.fixture.WrappedCache;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.springframework.cache.Cache;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;

@DisplayName("B3, S21, S27 a cache whose converter chooses a view that waits for the commit waits for it")
class ConvertedDecoratorStaleWriteTests extends TransactionStaleWriteTests {

    @Override
    Cache decorated(Cache cache) {
        return new Front(new TransactionAwareCacheDecorator(cache));
    }

    @Override
    Class<?> surroundings() {
        return FrontConverter.class;
    }

    static final class Front extends WrappedCache {

        private final Cache behind;

        Front(Cache behind) {
            super(behind);
            this.behind = behind;
        }
    }

    static final class FrontConverter implements EnhancedCacheConverter<Front> {

        private final EnhancedCacheConversionService service = new EnhancedCacheConversionService(List.of());

        @Override
        public EnhancedCache convert(Front cache) {
            return service.convert(cache.behind);
        }
    }
}
