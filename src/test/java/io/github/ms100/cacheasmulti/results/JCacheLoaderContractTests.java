package io.github.ms100.cacheasmulti.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.fixture.Family;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("J4 what the loader may return, and what is made of it, with @CacheResult")
class JCacheLoaderContractTests extends BatchLoaderContractTests {

    @Override
    Family family() {
        return Family.JSR_107;
    }

    @Test
    @Override
    @DisplayName("S1, S11 an Optional is a value like any other, as for a single method; a missing one is null")
    void optionals() {
        target.loader = () -> List.of(Optional.of("one"), Optional.empty());
        things.optionals(List.of(1, 2));
        target.loader = () -> null;

        assertThat(things.optionals(List.of(1, 2, 3))).containsExactly(Optional.of("one"), Optional.empty(), null);

        assertThat(application.cache("a").get(1).get()).isEqualTo(Optional.of("one"));
        assertThat(application.cache("a").get(2).get()).isEqualTo(Optional.empty());
        assertThat(application.cache("a").get(3).get()).isNull();
    }
}
