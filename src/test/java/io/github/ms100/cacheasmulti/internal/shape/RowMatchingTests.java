package io.github.ms100.cacheasmulti.internal.shape;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.DeclaredMethods;
import io.github.ms100.cacheasmulti.fixture.SmallLists;
import io.github.ms100.cacheasmulti.internal.shape.FieldMatchedResult.RowMatching;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.convert.support.DefaultConversionService;

/** A row belongs to the element that equals its id, or what its id is when it is converted to the elements' class. */
@DisplayName("S10 a row belongs to an element")
@ExtendWith(OutputCaptureExtension.class)
class RowMatchingTests {

    private static final UUID SOME = new UUID(1, 2);

    record Row(Object id) {}

    @Test
    @DisplayName("S6 that equals its id: of several the next that has no row yet, the last of them for all the rest")
    void thatEqualsItsId() {
        for (List<Integer> asked : SmallLists.of(4, List.of(1, 2))) {
            Unmatched unmatched = new Unmatched(asked.toArray());
            RowMatching matching = matching(unmatched, asked.toArray());
            List<Integer> left = new ArrayList<>(asked);

            for (int row = 0; row < 3; row++) {
                int expected = left.contains(1) ? left.indexOf(1) : asked.lastIndexOf(1);
                assertThat(matching.indexOf(new Row(1))).isEqualTo(expected);
                assertThat(matching.indexOf(new Row(1))).isEqualTo(expected);
                if (expected >= 0) {
                    matching.taken(expected);
                    left.set(expected, 0);
                }
            }
            assertThat(unmatched.any()).isEqualTo(!asked.contains(1));
        }
    }

    @Test
    void thatItsIdDoesNotEqualThoughTheElementEqualsIt() {
        assertThat(indexOf(new Timestamp(7), new Date(7))).isZero();
        assertThat(indexOf(new Timestamp(7), new Date(8))).isEqualTo(RowMatching.NONE);
        assertThat("Aa").hasSameHashCodeAs("BB");
        assertThat(indexOf("Aa", "BB")).isEqualTo(RowMatching.NONE);
    }

    @Test
    @DisplayName("of the class that all elements have, to which its id is converted")
    void ofTheClassThatAllElementsHave() {
        assertThat(indexOf("7", 6L, 7L)).isOne();
        assertThat(indexOf(7, null, 7L)).isOne();
        assertThat(indexOf("7", 6, 7L)).isEqualTo(RowMatching.NONE);
        assertThat(indexOf("7", 7L, 6)).isEqualTo(RowMatching.NONE);
        assertThat(indexOf("7", null, null)).isEqualTo(RowMatching.NONE);
        assertThat(indexOf("7")).isEqualTo(RowMatching.NONE);
        assertThat(indexOf("seven", 7L)).isEqualTo(RowMatching.NONE);
        assertThat(indexOf(new Object(), 7L)).isEqualTo(RowMatching.NONE);
        assertThat(indexOf(8L, 7L)).isEqualTo(RowMatching.NONE);
        assertThat(indexOf(SOME.toString(), SOME)).isZero();
    }

    @Test
    void orToNoneAndThenTheFirstIsKept(CapturedOutput output) {
        Unmatched call = new Unmatched(new Object[] {7L});
        RowMatching matching = matching(call, 7L);

        assertThat(matching.indexOf(null)).isEqualTo(RowMatching.NONE);
        assertThat(matching.indexOf(new Row(7L))).isZero();
        assertThat(call.any()).isFalse();
        assertThat(told(call, output)).contains("returned a row that is null");

        assertThat(matching.indexOf(new Row(null))).isEqualTo(RowMatching.NONE);
        assertThat(call.any()).isTrue();
        assertThat(told(call, output)).contains("returned a row without 'id'");
        matching.indexOf(new Row(8L));
        assertThat(told(call, output)).doesNotContain("'8'");

        Unmatched other = new Unmatched(new Object[] {7L});
        matching(other, 7L).indexOf(new Row("8"));
        assertThat(told(other, output))
                .contains("a row whose 'id' is '8' (java.lang.String), which equals no element of its argument");
    }

    @Test
    @DisplayName(
            "S12 that the caller passed and this portion was not asked for: that row is dropped, and nothing unmatched")
    void thatThisPortionWasNotAskedFor(CapturedOutput output) {
        Unmatched call = new Unmatched(new Object[] {7L, 8L});

        assertThat(matching(call, 7L).indexOf(new Row(8L))).isEqualTo(RowMatching.NONE);
        assertThat(matching(call, 7L).indexOf(new Row("8"))).isEqualTo(RowMatching.NONE);

        assertThat(call.any()).isFalse();
        assertThat(call.anyDropped()).isTrue();
        assertThat(told(call, output)).contains("a row whose 'id' is '8' (java.lang.Long), which was not asked for");
    }

    private static String told(Unmatched call, CapturedOutput output) {
        new Unmatched.Warning(DeclaredMethods.reading(Methods.class, "rows"), "rows").of(call);
        return output.getAll();
    }

    private static int indexOf(Object id, Object... asked) {
        return matching(new Unmatched(asked), asked).indexOf(new Row(id));
    }

    private static RowMatching matching(Unmatched unmatched, Object... asked) {
        ElementField field = ElementField.of(
                DeclaredMethods.reading(Methods.class, "rows"),
                Object.class,
                DefaultConversionService.getSharedInstance());
        return new RowMatching(field, Arrays.copyOf(asked, asked.length), unmatched);
    }

    interface Methods {

        List<Row> rows(@CacheAsMulti(asElementField = "id") List<Object> ids);
    }
}
