package io.github.ms100.cacheasmulti.consumer;

import org.junit.jupiter.api.Nested;
import org.springframework.boot.autoconfigure.cache.CacheType;
import org.springframework.boot.test.autoconfigure.core.AutoConfigureCache;
import org.springframework.boot.test.autoconfigure.data.jdbc.DataJdbcTest;
import org.springframework.boot.test.autoconfigure.web.servlet.WebMvcTest;

/** Slices of Spring Boot 3.5, which carry the annotation of caches. */
class SliceTests {

    @Nested
    @WebMvcTest
    @AutoConfigureCache(cacheProvider = CacheType.SIMPLE)
    @GarageSlice
    class Web extends WebGarageTests {}

    @Nested
    @WebMvcTest
    @GarageSlice
    class WebUncached extends UncachedGarageTests {}

    @Nested
    @DataJdbcTest
    @AutoConfigureCache(cacheProvider = CacheType.SIMPLE)
    @GarageSlice
    class Jdbc extends GarageTests {}

    @Nested
    @DataJdbcTest
    @GarageSlice
    class JdbcUncached extends UncachedGarageTests {}
}
