package io.github.ms100.cacheasmulti.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.config.CacheAsMultiConfiguration;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** The examples of tests of batch methods, in a context that Spring keeps from one test to the next. */
@SpringJUnitConfig
class TestingExampleTests {

    @Autowired
    private CacheManager cacheManager;

    @Autowired
    private ReadmeExampleTests.After cars;

    @Autowired
    private CarTable table;

    @BeforeEach
    void emptyCaches() {
        for (String name : cacheManager.getCacheNames()) {
            cacheManager.getCache(name).clear();
        }
    }

    @BeforeEach
    void forgetStatements() {
        table.statements().clear();
    }

    @RepeatedTest(2)
    void whatAnotherTestHasLoadedIsNoHit() {
        Collection<Long> ids = List.of(1L, 2L);

        cars.findByIds(ids);
        cars.findByIds(ids);

        assertThat(table.statements()).containsExactly("select [1, 2]");
    }

    @Configuration
    @EnableCaching
    @Import({CacheAsMultiConfiguration.class, ReadmeExampleTests.After.class, CarTable.class})
    static class Context {

        @Bean
        CacheManager cacheManager() {
            return new ConcurrentMapCacheManager();
        }
    }
}
