package io.github.ms100.cacheasmulti.internal.shape;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.DeclaredMethods;
import io.github.ms100.cacheasmulti.fixture.SmallLists;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What belongs to no element of the caller's argument is known as such, and told once per method. */
@DisplayName("S11 what belongs to no element")
@ExtendWith(OutputCaptureExtension.class)
class UnmatchedTests {

    private static final Comparator<Object> BY_TEXT = Comparator.comparing(String::valueOf);

    @Test
    void isWhatEqualsNone() {
        for (List<Integer> elements : SmallLists.of(3, Arrays.asList(1, 2, null))) {
            Unmatched unmatched = new Unmatched(elements.toArray());
            for (Object candidate : Arrays.asList(1, 2, 3, null, "1")) {
                assertThat(unmatched.isElement(candidate)).isEqualTo(elements.contains(candidate));
                boolean comparable = candidate instanceof Integer && elements.contains(candidate);
                assertThat(unmatched.isElement(candidate, null)).isEqualTo(comparable);
                boolean sameText = elements.stream().anyMatch(element -> BY_TEXT.compare(element, candidate) == 0);
                assertThat(unmatched.isElement(candidate, BY_TEXT)).isEqualTo(sameText);
            }
        }
    }

    @Test
    @DisplayName("S10 is not what an element equals, though it does not equal the element")
    void isNotWhatAnElementEquals() {
        Unmatched unmatched = new Unmatched(new Object[] {new Date(7)});

        assertThat(unmatched.isElement(new Timestamp(7))).isTrue();
        assertThat(unmatched.isElement(new Timestamp(8))).isFalse();
    }

    @Test
    void isThereOnceAdded() {
        Unmatched unmatched = new Unmatched(new Object[0]);
        unmatched.missing(1);
        unmatched.dropped("a row that is null");
        assertThat(unmatched.any()).isFalse();
        assertThat(unmatched.anyDropped()).isTrue();

        unmatched.add("a row");

        assertThat(unmatched.any()).isTrue();
        assertThat(new Unmatched(new Object[0]).anyDropped()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, false", "false, true"})
    void keepsTheFirstOfEachForTheWarning(boolean missing, boolean dropped, CapturedOutput output) {
        Unmatched unmatched = new Unmatched(new Object[0]);
        unmatched.add("one");
        unmatched.add("another");
        if (missing) {
            unmatched.missing(1);
            unmatched.missing("second");
        }
        if (dropped) {
            unmatched.dropped("third");
        }

        warning("method").of(unmatched);

        assertThat(output)
                .contains("method(List) returned one" + (missing ? ", but nothing for the element '1'" : "; such rows"))
                .doesNotContain("another", "second", "third");
    }

    private static Stream<Arguments> consequences() {
        return Stream.of(
                Arguments.of(call(false, false, true), "returned that; such keys are neither cached nor returned ("),
                Arguments.of(call(false, true, true), "returned that; such keys are neither cached nor returned ("),
                Arguments.of(
                        call(true, false, false),
                        "returned this; such keys are neither cached nor returned, and nothing is recorded as missing in a"
                                + " call that returns them (logged once per method)"),
                Arguments.of(
                        call(true, true, true),
                        "returned this, but nothing for the element '7' (java.lang.Integer); such keys are neither cached"
                                + " nor returned, and nothing was recorded as missing, for the two may mean the same"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("consequences")
    void isToldWithItsConsequence(Unmatched call, String told, CapturedOutput output) {
        new Unmatched.Warning(DeclaredMethods.reading(Methods.class, "method"), "keys").of(call);

        assertThat(output).contains(told);
    }

    @Test
    void isToldOnceOfEachKindAndNoMoreAfterTheWorst(CapturedOutput output) {
        Unmatched.Warning warning = warning("method");
        warning.of(call(false, true, false));
        assertThat(output).doesNotContain("returned");

        warning.of(call(true, false, false));
        warning.of(call(true, false, false));
        warning.of(call(false, false, true));
        assertThat(output.getAll().split("returned this", -1)).hasSize(2);
        assertThat(output).doesNotContain("returned that");

        warning.of(call(true, true, false));
        warning.of(call(true, true, false));
        assertThat(output.getAll().split("but nothing for", -1)).hasSize(2);

        Unmatched.Warning worst = warning("other");
        worst.of(call(true, true, false));
        worst.of(call(true, false, false));
        assertThat(output.getAll().split("other\\(List\\)", -1)).hasSize(2);
    }

    private static Unmatched call(boolean any, boolean missing, boolean dropped) {
        Unmatched call = new Unmatched(new Object[] {7});
        if (any) {
            call.add("this");
        }
        if (missing) {
            call.missing(7);
        }
        if (dropped) {
            call.dropped("that");
        }
        return call;
    }

    private static Unmatched.Warning warning(String name) {
        return new Unmatched.Warning(DeclaredMethods.reading(Methods.class, name), "rows");
    }

    interface Methods {

        List<String> method(@CacheAsMulti List<Integer> ids);

        List<String> other(@CacheAsMulti List<Integer> ids);
    }
}
