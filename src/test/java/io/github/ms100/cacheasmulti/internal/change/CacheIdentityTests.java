package io.github.ms100.cacheasmulti.internal.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CacheIdentityTests {

    @ParameterizedTest
    @CsvSource({
        "cacheManager, cars, cacheManager/cars",
        "cacheManager, a/b, cacheManager/a/b",
        "a/b, cars, a%2Fb/cars",
        "100%, 50%, 100%25/50%",
        "%2F, %2F, %252F/%2F",
        "'', '', /",
        "管理器, '线\n 路', '管理器/线\n 路'"
    })
    void hasOneTextThatIsReadBack(String manager, String name, String text) {
        CacheIdentity identity = new CacheIdentity(manager, name);

        assertThat(identity).hasToString(text);
        assertThat(CacheIdentity.parse(text)).isEqualTo(identity);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cars", "a%/cars", "a%2f/cars", "a%20b/cars", "%25%/cars"})
    void otherTextIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CacheIdentity.parse(text))
                .withMessageContainingAll("'" + text + "'", "a slash", "%2F", "%25");
    }

    @Test
    void textOfOthersWritesNoLineOfItsOwn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CacheIdentity.parse("cars\nERROR"))
                .withMessageContaining("'cars\\nERROR'");
    }
}
