package io.github.ms100.cacheasmulti.cache.interceptor;

import org.junit.jupiter.api.DisplayName;

@DisplayName("J4 what the loader may return, and what is made of it, with @CacheResult")
class JCacheLoaderContractTests extends BatchLoaderContractTests {

    @Override
    Family family() {
        return Family.JSR_107;
    }
}
