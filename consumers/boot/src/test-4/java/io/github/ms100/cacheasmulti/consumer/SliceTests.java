package io.github.ms100.cacheasmulti.consumer;

import org.junit.jupiter.api.Nested;
import org.springframework.boot.autoconfigure.cache.CacheType;
import org.springframework.boot.cache.test.autoconfigure.AutoConfigureCache;
import org.springframework.boot.data.jdbc.test.autoconfigure.DataJdbcTest;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;

/** Slices of Spring Boot 4, to which the annotation of caches must be added. */
class SliceTests {

    @Nested
    @WebMvcTest
    @AutoConfigureCache(cacheProvider = CacheType.SIMPLE)
    @GarageSlice
    class Web extends WebGarageTests {}

    @Nested
    @WebMvcTest
    @AutoConfigureCache
    @GarageSlice
    class WebUncached extends UncachedGarageTests {}

    @Nested
    @DataJdbcTest
    @AutoConfigureCache(cacheProvider = CacheType.SIMPLE)
    @GarageSlice
    class Jdbc extends GarageTests {}

    @Nested
    @DataJdbcTest
    @AutoConfigureCache
    @GarageSlice
    class JdbcUncached extends UncachedGarageTests {}
}
