package io.github.ms100.cacheasmulti.changes;

import org.junit.jupiter.api.DisplayName;
import org.springframework.cache.Cache;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;

@DisplayName("S21 a subclass of Spring's decorator, which is looped over, is known to wait for the commit, too")
class DecoratorSubclassStaleWriteTests extends TransactionStaleWriteTests {

    @Override
    Cache decorated(Cache cache) {
        return new TransactionAwareCacheDecorator(cache) {};
    }
}
