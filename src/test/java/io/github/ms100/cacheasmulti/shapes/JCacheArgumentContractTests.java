package io.github.ms100.cacheasmulti.shapes;

import io.github.ms100.cacheasmulti.fixture.Family;
import org.junit.jupiter.api.DisplayName;

@DisplayName("J4 every parameter type of S3 with @CacheResult")
class JCacheArgumentContractTests extends BatchArgumentContractTests {

    @Override
    Family family() {
        return Family.JSR_107;
    }
}
