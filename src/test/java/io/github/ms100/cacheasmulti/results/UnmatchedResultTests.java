package io.github.ms100.cacheasmulti.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.results.Countries.Row;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.util.LinkedCaseInsensitiveMap;

/** A database may think that two ids are the same which Java does not: case, scale, type. */
@ExtendWith(OutputCaptureExtension.class)
@DisplayName("S11 while a row or key belongs to no element, none is recorded as missing")
class UnmatchedResultTests {

    private final ConcurrentMapCache cache = new ConcurrentMapCache("countries");

    private final CachingContext context = CachingContext.with(Countries.class, cache);

    private final Countries countries = context.bean(Countries.class);

    @AfterEach
    void stop() {
        context.close();
    }

    @Test
    void aRowInOtherCaseIsNotHiddenFromTheSingleMethod() {
        countries.rows(new Row("DE"), new Row("fr"));

        assertThat(countries.byCode(List.of("de", "fr", "it"))).containsExactly(new Row("fr"));
        assertThat(cache.getNativeCache()).containsOnlyKeys("fr");
        assertThat(countries.one("de")).isEqualTo(new Row("DE"));
    }

    @Test
    void aRowWithoutIdMayBeAnybodys() {
        countries.rows(new Row(null));

        assertThat(countries.byCode(List.of("de"))).isEmpty();
        assertThat(cache.getNativeCache()).isEmpty();
    }

    @Test
    void aNullRowIsNobodys() {
        countries.rows((Row) null);

        assertThat(countries.byCode(List.of("de"))).isEmpty();
        assertThat(cache.getNativeCache()).containsOnlyKeys("de");
    }

    @Test
    void aRowOfAnElementThatWasCachedBelongsToSomebody(CapturedOutput output) {
        cache.put("fr", new Row("fr"));
        countries.rows(new Row("fr"));

        countries.byCode(List.of("fr", "de"));

        assertThat(cache.getNativeCache()).containsOnlyKeys("fr", "de");
        assertThat(output).contains("a row whose 'id' is 'fr' (java.lang.String), which was not asked for");
    }

    @Test
    void aRowOfAnotherPortionBelongsToSomebody() {
        countries.rows(new Row("fr"));

        assertThat(countries.inPortions(List.of("de", "fr", "it"))).containsExactly(new Row("fr"));
        assertThat(countries.loads()).isEqualTo(3);
        assertThat(cache.getNativeCache()).containsOnlyKeys("fr", "de", "it");
    }

    @Test
    void allPortionsAreOneResult() {
        countries.portions(List.of(List.of(), List.of(new Row("DE")), List.of(new Row("fr"))));

        assertThat(countries.inPortions(List.of("it", "de", "fr"))).containsExactly(new Row("fr"));
        assertThat(cache.getNativeCache()).containsOnlyKeys("fr");
    }

    @Test
    @DisplayName("S13 so are those before the one that fails")
    void portionsBeforeAFailure() {
        countries.portions(List.of(List.of(), List.of(new Row("fr"), new Row("DE"))));

        assertThatIllegalStateException().isThrownBy(() -> countries.inPortions(List.of("de", "fr", "it")));
        assertThat(cache.getNativeCache()).containsOnlyKeys("fr");
    }

    @Test
    @DisplayName("S10 grouped: nor is an empty list")
    void groups() {
        countries.rows(new Row("DE"), new Row("fr"));

        assertThat(countries.grouped(List.of("de", "fr"))).containsExactly(new Row("fr"));
        assertThat(cache.getNativeCache()).containsOnlyKeys("fr");
    }

    @Test
    @DisplayName("S12 the keys of a map are neither cached nor returned")
    void keysOfAnotherType() {
        countries.map(Map.of(3, "three", 4L, "four"));

        assertThat(countries.byNumber(List.of(3L, 4L))).containsExactly(Map.entry(4L, "four"));
        assertThat(cache.getNativeCache()).containsOnlyKeys(4L);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aMapThatCannotCompareItsKeysWithAnElementHasNone(boolean natural) {
        countries.map(natural ? new TreeMap<>(Map.of(3, "three")) : new ConcurrentHashMap<>(Map.of(3, "three")));

        assertThat(countries.byNumber(List.of(3L))).isEmpty();
        assertThat(cache.getNativeCache()).isEmpty();
    }

    @Test
    void aKeyOfAnElementThatWasCachedBelongsToSomebody() {
        cache.put(3L, "three");
        countries.map(Map.of(3L, "other three"));

        assertThat(countries.byNumber(List.of(3L, 4L))).containsExactly(Map.entry(3L, "three"));
        assertThat(cache.getNativeCache()).containsOnlyKeys(3L, 4L);
    }

    @Test
    void aNullKeyIsNobodysAndANullValueIsNoKeyTooMany() {
        countries.map(Collections.singletonMap(3L, null));
        countries.byNumber(List.of(3L, 4L));
        countries.map(Collections.singletonMap(null, "nobody"));
        countries.byNumber(List.of(5L));

        assertThat(cache.getNativeCache()).containsOnlyKeys(3L, 4L);
    }

    @Test
    void aSortedMapMatchesAsItCompares() {
        Map<String, String> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        map.put("DE", "Germany");
        countries.map(map);

        assertThat(countries.byName(List.of("de", "it"))).containsExactly(Map.entry("de", "Germany"));
        assertThat(cache.getNativeCache()).containsOnlyKeys("de", "it");
    }

    @Test
    void twoElementsOfOneEntryDoNotHideAKeyTooMany() {
        Map<String, String> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        map.put("DE", "Germany");
        map.put("ITA", "Italy");
        countries.map(map);

        assertThat(countries.byName(List.of("de", "De", "it"))).containsOnlyKeys("de", "De");
        assertThat(cache.getNativeCache()).containsOnlyKeys("de", "De");
    }

    @Test
    void aMapThatIgnoresCaseWithoutOrderMatchesAsItDoes() {
        Map<String, String> map = new LinkedCaseInsensitiveMap<>();
        map.put("DE", "Germany");
        countries.map(map);

        assertThat(countries.byName(List.of("de", "it"))).containsOnlyKeys("de");
        assertThat(cache.getNativeCache()).containsOnlyKeys("de", "it");
    }

    @Test
    @DisplayName("S11 strictNull: an explicit null is recorded as ever")
    void explicitNulls() {
        Map<Object, String> map = new TreeMap<>();
        map.put(3L, null);
        map.put(9L, "nobody");
        countries.map(map);

        assertThat(countries.strictly(List.of(3L, 4L))).isEqualTo(Collections.singletonMap(3L, null));
        assertThat(cache.getNativeCache()).containsOnlyKeys(3L);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPutEvictsTheKeysThatItHasNoValueFor(boolean strict) {
        cache.put("de", "old");
        cache.put("fr", "old");
        cache.put("it", "old");
        countries.rows(new Row("DE"), new Row("fr"));

        List<Row> saved =
                strict ? countries.putStrictly(List.of("de", "fr", "it")) : countries.put(List.of("de", "fr", "it"));

        assertThat(saved).containsExactly(new Row("fr"));
        assertThat(cache.getNativeCache()).containsOnlyKeys("fr");
        assertThat(cache.get("fr", Row.class)).isEqualTo(new Row("fr"));
    }

    @Test
    void aPutOfWhatWasReadEvictsThem() {
        cache.put("put de", "old");
        countries.rows(new Row("DE"), new Row("fr"));

        countries.readAndPut(List.of("de", "fr"));

        assertThat(cache.getNativeCache()).containsOnlyKeys("fr", "put fr");
    }

    @Test
    void aPutEvictsNoKeyThatAnotherElementHasAValueFor() {
        cache.put("f", "old");
        cache.put("d", "old");
        countries.rows(new Row("DE"), new Row("fr"));

        countries.putByFirstLetter(List.of("fr", "fi", "de"));

        assertThat(cache.getNativeCache()).containsOnlyKeys("f");
    }

    @Test
    void aPutWhoseKeyTakesTheResultKnowsNoKeyToEvict() {
        cache.put("de", "old");
        countries.rows(new Row("DE"), new Row("fr"));

        assertThat(countries.putByResult(List.of("de", "fr"))).containsExactly(new Row("fr"));
        assertThat(cache.getNativeCache()).containsOnlyKeys("de", "fr");
    }

    @Test
    @DisplayName("S15 a put evicts what its condition excludes for want of a result, but not what it excludes anyway")
    void conditionsOfAPut() {
        cache.put("de", "old");
        cache.put("xx", "old");
        countries.rows(new Row("DE"));

        countries.putSome(List.of("de", "xx"));

        assertThat(cache.getNativeCache()).containsOnlyKeys("xx");
    }

    @Test
    void oneWarningPerMethodNamesOneOfEachSide(CapturedOutput output) {
        countries.rows(new Row("fr"), new Row("DE\n[INFO] all is well"));
        countries.byCode(List.of("fr", "it"));
        countries.byCode(List.of("fr", "es"));
        countries.map(Map.of(3, "three"));
        countries.byNumber(List.of(3L));
        countries.byNumber(List.of(4L));

        assertThat(output.getOut().lines().filter(line -> line.contains("recorded as missing")))
                .satisfiesExactly(
                        rows -> assertThat(rows)
                                .contains("Countries.byCode", "'DE\\n[INFO] all is well' (java.lang.String)")
                                .contains("'it' (java.lang.String)", "nothing was recorded as missing"),
                        keys -> assertThat(keys)
                                .contains("Countries.byNumber", "'3' (java.lang.Integer)", "'3' (java.lang.Long)"));
    }

    @Test
    void aWarningOfRowsTooManyDoesNotUseUpTheOneOfElements(CapturedOutput output) {
        countries.rows(new Row("DE"), new Row("fr"));
        countries.byCode(List.of("fr"));
        countries.byCode(List.of("de"));

        assertThat(output.getOut().lines().filter(line -> line.contains("neither cached nor returned")))
                .hasSize(2)
                .last()
                .asString()
                .contains("'DE'", "'de'");
    }
}
