package io.github.ms100.cacheasmulti.changes;

import io.github.ms100.cacheasmulti.fixture.WrappedCache;
import org.junit.jupiter.api.DisplayName;
import org.springframework.cache.Cache;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;

@DisplayName("S21, S27 a cache that nobody knows may stand in front of one that waits for the commit")
class WrappedDecoratorStaleWriteTests extends TransactionStaleWriteTests {

    @Override
    Cache decorated(Cache cache) {
        return new WrappedCache(new TransactionAwareCacheDecorator(cache));
    }
}
