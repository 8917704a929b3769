package io.github.ms100.cacheasmulti.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.fixture.HidingClassLoader;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("J4, S2 applications without JSR-107")
@Tag("slow")
class WithoutJCacheTests {

    @ParameterizedTest(name = "J4, S2 without {0}, Boot {1}")
    @CsvSource({
        "javax.cache.,                                false, false",
        "javax.cache.,                                true,  false",
        "org.springframework.cache.jcache.,           false, false",
        "org.springframework.cache.jcache.,           true,  false",
        "'javax.cache.,org.springframework.cache.jcache.,org.springframework.cache.caffeine.,org.springframework.cache.transaction.', false, false",
        "nothing,                                     false, true",
        "nothing,                                     true,  true"
    })
    void batchMethodsOfSpringNeedNoJCache(String hidden, boolean boot, boolean jcache) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (HidingClassLoader loader = new HidingClassLoader(List.of(hidden.split(",")))) {
            thread.setContextClassLoader(loader);
            Supplier<?> application = (Supplier<?>) loader.loadClass(SpringOnlyApplication.class.getName())
                    .getConstructor(Boolean.class)
                    .newInstance(boot);
            List<?> outcome = (List<?>) application.get();

            assertThat(outcome.get(0)).isEqualTo("found [car 1, car 2][car 2, car 3] loads [[1, 2], [3]]");
            assertThat(outcome.stream()
                            .map(name -> name.toString().toLowerCase(Locale.ROOT))
                            .anyMatch(name -> name.contains("jcache")))
                    .as("beans for JSR-107")
                    .isEqualTo(jcache);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
