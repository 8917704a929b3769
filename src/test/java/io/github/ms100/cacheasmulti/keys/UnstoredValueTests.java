package io.github.ms100.cacheasmulti.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.RecordingErrorHandler;
import io.github.ms100.cacheasmulti.fixture.UnreliableCache;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.cache.annotation.CacheKeyGenerator;
import javax.cache.annotation.CacheKeyInvocationContext;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.GeneratedCacheKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.Caching;
import org.springframework.cache.concurrent.ConcurrentMapCache;

/** Pages are named by country and number; those with a question mark are previews, those with a zero are nowhere. */
@DisplayName("S16 elements that share a key take the value of the first that was to be stored")
class UnstoredValueTests {

    private final UnreliableCache pages = new UnreliableCache("pages");

    private final ConcurrentMapCache copies = new ConcurrentMapCache("copies");

    private final ConcurrentMapCache refusing = new ConcurrentMapCache("refusing", false);

    private final ConcurrentMapCache failures = new ConcurrentMapCache("failures");

    private final CachingContext context =
            CachingContext.with(new RecordingErrorHandler(), Pages.class, pages, copies, refusing, failures);

    private final Pages bean = context.bean(Pages.class);

    @AfterEach
    void stop() {
        context.close();
    }

    @Test
    @DisplayName("S16, S15 what unless rejects is served to nobody else; those before the stored one keep their own")
    void rejectedByUnless() {
        Map<String, String> found = bean.findLive(List.of("de1?", "fr1", "de2?", "de3", "de4", "de5?"));

        assertThat(found)
                .containsExactly(
                        Map.entry("de1?", "page de1?"),
                        Map.entry("fr1", "page fr1"),
                        Map.entry("de2?", "page de2?"),
                        Map.entry("de3", "page de3"),
                        Map.entry("de4", "page de3"),
                        Map.entry("de5?", "page de3"));
        assertThat(pages.getNativeCache()).isEqualTo(Map.of("de", "page de3", "fr", "page fr1"));
    }

    @Test
    @DisplayName("S16 those that find nothing are loaded all together, in one further call; each cache is written once")
    void furtherCall() {
        bean.findLive(List.of("de1?", "fr1?", "fr2?", "de2", "de3", "fr3?", "it1", "it2"));

        assertThat(bean.loads()).containsExactly(List.of("de1?", "fr1?", "it1"), List.of("fr2?", "de2", "de3", "fr3?"));
        assertThat(pages.calls()).containsExactly("pages get [de, fr, it]", "pages put {de=page de2, it=page it1}");
    }

    @Test
    @DisplayName("S16 where the first is stored there is no further call")
    void noFurtherCall() {
        assertThat(bean.findLive(List.of("de1", "de2?", "de3")).values()).containsOnly("page de1");

        assertThat(bean.loads()).containsExactly(List.of("de1"));
        assertThat(bean.judged()).containsExactly("de1");
    }

    @Test
    @DisplayName("S16, S15 unless is judged once for those a loop would judge, and for no other")
    void judgedOnce() {
        bean.findLive(List.of("de1?", "de2?", "de3", "de4", "fr1"));

        assertThat(bean.judged()).containsExactly("de1?", "de2?", "de3", "fr1");
    }

    @Test
    @DisplayName("S16, S11 a null that the cache refuses is nobody else's")
    void refusedNull() {
        assertThat(bean.findWithoutNulls(List.of("de0", "de1", "de2", "fr0", "fr00")))
                .containsExactly(null, "page de1", "page de1", null, null);
        assertThat(bean.loads()).containsExactly(List.of("de0", "fr0"), List.of("de1", "de2", "fr00"));
        assertThat(refusing.getNativeCache()).isEqualTo(Map.of("de", "page de1"));
    }

    @Test
    @DisplayName("S16 what is loaded in the further call comes before what stands after it in the argument")
    void argumentOrder() {
        bean.findByCountryAndMark(List.of("de1?", "de0x", "fr2x"));

        assertThat(refusing.getNativeCache()).isEqualTo(Map.of("?", "page de1?", "x", "page fr2x"));
    }

    @Test
    @DisplayName("S16, S18 a null that one of several caches holds is found by the others")
    void nullThatOneOfTwoCachesHolds() {
        assertThat(bean.findInBoth(List.of("de0", "de1"))).isEmpty();

        assertThat(bean.loads()).containsExactly(List.of("de0"));
    }

    @Test
    @DisplayName("S16, S11 an element that is missing under strictNull says nothing about others")
    void missingUnderStrictNull() {
        assertThat(bean.findStrictly(List.of("de0", "de1", "de2")))
                .isEqualTo(Map.of("de1", "page de1", "de2", "page de1"));
        assertThat(pages.getNativeCache()).isEqualTo(Map.of("de", "page de1"));
    }

    @Test
    @DisplayName("S16, S10 with groups, an element without rows says nothing about others under strictNull")
    void emptyGroupUnderStrictNull() {
        assertThat(bean.findRows(Set.of("de0"))).isEmpty();
        assertThat(bean.findRows(List.of("de0", "de1"))).containsExactly(new Row("de1"));
        assertThat(pages.getNativeCache()).isEqualTo(Map.of("de", List.of(new Row("de1"))));
    }

    @Test
    @DisplayName("S16, S24 a store that fails counts as made")
    void failedStore() {
        pages.failWith(new IllegalStateException("down"));

        assertThat(bean.findLive(List.of("de1", "de2")).values()).containsExactly("page de1", "page de1");
        assertThat(bean.loads()).containsExactly(List.of("de1"));
    }

    @Test
    @DisplayName("S16, S13 the further call has portions, too; if one fails, what was loaded before it is stored")
    void furtherCallFails() {
        bean.failOn("de3");

        assertThatIllegalStateException()
                .isThrownBy(() -> bean.findInPortions(List.of("fr1", "de1?", "de2", "de5?", "de3", "de4")))
                .withMessage("no de3");

        assertThat(bean.loads()).containsExactly(List.of("fr1", "de1?"), List.of("de2", "de5?"), List.of("de3", "de4"));
        assertThat(pages.getNativeCache()).isEqualTo(Map.of("fr", "page fr1", "de", "page de2"));
    }

    @Test
    @DisplayName("S16, S17 what a put has loaded keeps its value, and is stored by the read only if it finds nothing")
    void withPut() {
        assertThat(bean.findAndCopy(List.of("de1?", "de2!", "de3!", "de4")))
                .isEqualTo(Map.of("de1?", "page de1?", "de2!", "page de2!", "de3!", "page de3!", "de4", "page de2!"));

        assertThat(bean.loads()).containsExactly(List.of("de1?", "de2!", "de3!"));
        assertThat(pages.getNativeCache()).isEqualTo(Map.of("de", "page de2!"));
        assertThat(copies.getNativeCache()).isEqualTo(Map.of("de2!", "page de2!", "de3!", "page de3!"));
    }

    @Test
    @DisplayName("S16, S17 what a later operation knows is found after all if the earlier one stores nothing")
    void hitOfALaterOperation() {
        copies.put("de2", "copy of de2");

        assertThat(bean.findByTwoKeys(List.of("de1?", "de2")))
                .isEqualTo(Map.of("de1?", "page de1?", "de2", "copy of de2"));
        assertThat(bean.loads()).containsExactly(List.of("de1?"));
    }

    @Test
    @DisplayName("S16, J1 a null of JSR-107 that the cache refuses is nobody else's")
    void refusedNullOfJsr107() {
        assertThat(bean.findResults(List.of("de0", "de1"))).isEqualTo(Map.of("de1", "page de1"));
    }

    record Row(String id) {}

    /** Makes the country the key. */
    public static final class Countries implements CacheKeyGenerator {

        @Override
        public GeneratedCacheKey generateCacheKey(CacheKeyInvocationContext<? extends Annotation> context) {
            return new Country(
                    context.getKeyParameters()[0].getValue().toString().substring(0, 2));
        }

        record Country(String name) implements GeneratedCacheKey {

            private static final long serialVersionUID = 1L;
        }
    }

    static class Pages {

        private final List<List<String>> loads = new ArrayList<>();

        private final List<String> judged = new ArrayList<>();

        private String failing = "";

        public List<List<String>> loads() {
            return loads;
        }

        public List<String> judged() {
            return judged;
        }

        public void failOn(String id) {
            failing = id;
        }

        public boolean isPreview(String id) {
            judged.add(id);
            return id.endsWith("?");
        }

        @Cacheable(cacheNames = "pages", key = "#ids.substring(0, 2)", unless = "#root.target.isPreview(#ids)")
        public Map<String, String> findLive(@CacheAsMulti List<String> ids) {
            return load(ids);
        }

        @Cacheable(cacheNames = "pages", key = "#ids.substring(0, 2)", unless = "#ids.endsWith('?')")
        public Map<String, String> findInPortions(@CacheAsMulti(maxLoadSize = 2) List<String> ids) {
            return load(ids);
        }

        @Cacheable(cacheNames = "refusing", key = "#ids.substring(0, 2)")
        public List<String> findWithoutNulls(@CacheAsMulti List<String> ids) {
            return ids.stream().map(load(ids)::get).toList();
        }

        @Cacheable(
                cacheNames = {"refusing", "copies"},
                key = "#ids.substring(0, 2)")
        public Map<String, String> findInBoth(@CacheAsMulti List<String> ids) {
            return load(ids);
        }

        @Cacheable(cacheNames = "pages", key = "#ids.substring(0, 2)")
        public Map<String, String> findStrictly(@CacheAsMulti(strictNull = true) List<String> ids) {
            return load(ids);
        }

        @Cacheable(cacheNames = "pages", key = "#ids.substring(0, 2)")
        public List<Row> findRows(
                @CacheAsMulti(asElementField = "id", grouped = true, strictNull = true) Collection<String> ids) {
            return load(ids).keySet().stream().map(Row::new).toList();
        }

        @Caching(
                cacheable =
                        @Cacheable(cacheNames = "pages", key = "#ids.substring(0, 2)", unless = "#ids.endsWith('?')"),
                put = @CachePut(cacheNames = "copies", condition = "#ids.endsWith('!')"))
        public Map<String, String> findAndCopy(@CacheAsMulti List<String> ids) {
            return load(ids);
        }

        @Caching(
                cacheable = {
                    @Cacheable(cacheNames = "pages", key = "#ids.substring(0, 2)", unless = "#ids.endsWith('?')"),
                    @Cacheable("copies")
                })
        public Map<String, String> findByTwoKeys(@CacheAsMulti List<String> ids) {
            return load(ids);
        }

        @Caching(
                cacheable = {
                    @Cacheable(cacheNames = "pages", key = "#ids.substring(0, 2)", unless = "#ids.endsWith('?')"),
                    @Cacheable(cacheNames = "refusing", key = "#ids.substring(3)")
                })
        public Map<String, String> findByCountryAndMark(@CacheAsMulti List<String> ids) {
            return load(ids);
        }

        @CacheResult(cacheName = "refusing", cacheKeyGenerator = Countries.class)
        public Map<String, String> findResults(@CacheAsMulti List<String> ids) {
            return load(ids);
        }

        private Map<String, String> load(Collection<String> ids) {
            loads.add(List.copyOf(ids));
            if (ids.contains(failing)) {
                throw new IllegalStateException("no " + failing);
            }
            Map<String, String> found = new LinkedHashMap<>();
            ids.stream().filter(id -> !id.contains("0")).forEach(id -> found.put(id, "page " + id));
            return found;
        }
    }
}
