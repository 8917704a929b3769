package io.github.ms100.cacheasmulti.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.Family;
import io.github.ms100.cacheasmulti.fixture.TestApplication;
import io.github.ms100.cacheasmulti.fixture.TestStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("J4, S3, S4 methods with @CachePut or @CacheRemove of JSR-107")
class JCacheWriteContractTests {

    private TestApplication<Writer> application;

    @AfterEach
    void stop() {
        application.close();
    }

    @ParameterizedTest
    @EnumSource(TestStore.class)
    @DisplayName("S1, S8 a put takes one call, hands on the caller's map and returns what the method returned")
    void put(TestStore store) {
        application = TestApplication.counting(Family.JSR_107, store, Writer.class);
        Map<Integer, String> values = new LinkedHashMap<>();
        values.put(3, "three");
        values.put(1, null);
        values.put(null, "nobody");

        Object result = application.bean().put(values);

        assertThat(result).isSameAs(application.target().returned);
        assertThat(application.target().asked).isSameAs(values);
        assertThat(application.calls("a")).containsExactly("multiPut[3, 1, SimpleKey [null]]");
        assertThat(application.cache("a").get(3).get()).isEqualTo("three");
        assertThat(application.cache("a").get(1).get()).isNull();
    }

    @ParameterizedTest
    @EnumSource(TestStore.class)
    @DisplayName("S11 a cache that refuses nulls is given the other values")
    void putIntoRefusingCache(TestStore store) {
        application = TestApplication.of(Family.JSR_107, store, Writer.class);
        Map<Integer, String> values = new LinkedHashMap<>();
        values.put(1, null);
        values.put(2, "two");

        application.bean().putUnlessNull(values);

        assertThat(application.cache(TestStore.REFUSING).get(1)).isNull();
        assertThat(application.cache(TestStore.REFUSING).get(2).get()).isEqualTo("two");
    }

    @ParameterizedTest
    @EnumSource(TestStore.class)
    @DisplayName("S1, S20 a removal takes one call, before the method runs or after it")
    void remove(TestStore store) {
        application = TestApplication.counting(Family.JSR_107, store, Writer.class);
        List<Integer> ids = List.of(1, 2, 1, 7);
        for (int id = 1; id <= 3; id++) {
            application.cache("a").put(id, "a");
        }
        application.calls("a");

        Object result = application.bean().remove(ids);

        assertThat(result).isSameAs(application.target().returned);
        assertThat(application.target().asked).isSameAs(ids);
        assertThat(application.calls("a")).containsExactly("multiEvict[1, 2, 7]");
        assertThat(application.cache("a").get(1)).isNull();
        assertThat(application.cache("a").get(3)).isNotNull();
        application.calls("a");
        application.bean().removeEarly(3, 4);
        assertThat(application.calls("a")).hasSize(1).first().asString().endsWith("[3, 4]");
        assertThat(application.cache("a").get(3)).isNull();
    }

    @CacheDefaults(cacheName = "a")
    static class Writer {

        final Object returned = new Object();

        Object asked;

        @CachePut
        public Object put(@CacheAsMulti @CacheValue Map<Integer, String> values) {
            asked = values;
            return returned;
        }

        @CachePut(cacheName = TestStore.REFUSING)
        public void putUnlessNull(@CacheAsMulti @CacheValue Map<Integer, String> values) {}

        @CacheRemove
        public Object remove(@CacheAsMulti List<Integer> ids) {
            asked = ids;
            return returned;
        }

        @CacheRemove(afterInvocation = false)
        public void removeEarly(@CacheAsMulti Integer... ids) {}
    }
}
