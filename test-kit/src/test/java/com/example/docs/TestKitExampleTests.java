package com.example.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.Cars;
import com.example.grid.Grid;
import com.example.grid.GridCache;
import com.example.grid.GridCacheConverter;
import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.test.BatchMethods;
import io.github.ms100.cacheasmulti.test.EnhancedCacheContract;
import io.github.ms100.cacheasmulti.test.RecordedBatches;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.cache.Cache;
import org.springframework.context.annotation.Import;

/** The examples of the test kit, as they are in the documents. */
class TestKitExampleTests {

    @Nested
    @SpringBootTest(properties = "spring.cache.type=simple")
    @Import(RecordedBatches.class)
    class CarsTests {

        @Autowired
        private Cars cars;

        @Autowired
        private RecordedBatches batches;

        @Test
        void onlyWhatIsMissingIsLoaded() {
            cars.findByIds(List.of(1L, 2L));
            cars.findByIds(List.of(1L, 2L, 3L));

            assertThat(batches)
                    .method(Cars.class, "findByIds")
                    .loadedElements(3)
                    .inCalls(2);
            assertThat(batches).cache("cars").hits(2).misses(3);
        }
    }

    @Test
    void batchMethodsAreValid() {
        BatchMethods.in("com.example").areValid();
    }

    @Nested
    class GridCacheTests extends EnhancedCacheContract {

        @Override
        protected Cache newCache() {
            return new GridCache("cars", new Grid());
        }

        @Override
        protected EnhancedCache batchFormOf(Cache cache) {
            return new GridCacheConverter().convert((GridCache) cache);
        }
    }
}
