package io.github.ms100.cacheasmulti.asynchronous;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.GivenCaches;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.concurrent.ConcurrentMapCache;

/** Elements that their caller changes while the result is on its way. */
class ChangedElementTests {

    private final CompletableFuture<Void> answer = new CompletableFuture<>();

    private final ConcurrentMapCache cache = new ConcurrentMapCache("cars") {
        @Override
        protected Object lookup(Object key) {
            answer.join();
            return super.lookup(key);
        }
    };

    private final CachingContext context = CachingContext.of(new GivenCaches(cache), Cars.class);

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    @DisplayName("A2 the result can be asked by what they are when it is there")
    void changedOnTheirWay() {
        cache.put(1, "car 1");
        Query query = new Query();
        CompletableFuture<Map<Query, String>> found = context.bean(Cars.class).find(List.of(query));

        query.page = 2;
        answer.complete(null);

        assertThat(found.join().get(query)).isEqualTo("car 1");
    }

    static class Cars {

        @Cacheable(cacheNames = "cars", key = "#queries.id")
        public CompletableFuture<Map<Query, String>> find(@CacheAsMulti List<Query> queries) {
            return new CompletableFuture<>();
        }
    }

    /** Is hashed by what may change. */
    public static final class Query {

        private int page = 1;

        public int getId() {
            return 1;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Query that && page == that.page;
        }

        @Override
        public int hashCode() {
            return page;
        }
    }
}
