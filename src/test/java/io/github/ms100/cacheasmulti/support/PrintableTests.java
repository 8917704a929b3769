package io.github.ms100.cacheasmulti.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What others gave is one short line in a message, whatever it is. */
class PrintableTests {

    @ParameterizedTest
    @CsvSource({"42", "O'Brien", "gr\u00fcn \u4e2d\u6587 \ud83d\ude97", "a/b:c"})
    void ordinaryTextStaysAsItIs(String text) {
        assertThat(Printable.of(text)).isEqualTo(text);
    }

    @Test
    void nothingInvisibleIsLeft() {
        assertThat(Printable.of("1\r\n2026 WARN forged\t\u001b[31m"))
                .isEqualTo("1\\r\\n2026 WARN forged\\t\\u001b[31m");
        assertThat(Printable.of("\u2028\u2029\u0085\u0000")).isEqualTo("\\u2028\\u2029\\u0085\\u0000");
        assertThat(Printable.of("\u202edrow\u200b")).isEqualTo("\\u202edrow\\u200b");
        assertThat(Printable.of("\ud83d!\udb40\udc01")).isEqualTo("\\ud83d!\\udb40\\udc01");
    }

    @Test
    void escapedTextCannotBeMistakenForOther() {
        assertThat(Printable.of("a\\nb")).isEqualTo("a\\\\nb").isNotEqualTo(Printable.of("a\nb"));
    }

    @Test
    void longTextIsCut() {
        assertThat(Printable.of("x".repeat(200))).isEqualTo("x".repeat(200));
        assertThat(Printable.of("x".repeat(1_000_000))).isEqualTo("x".repeat(200) + "...");
    }

    @Test
    void eachOfManyObjectsIsPrintable() {
        assertThat(Printable.all(Arrays.asList(1, null, "a\nb"))).isEqualTo("[1, null, a\\nb]");
        assertThat(Printable.all(List.of())).isEqualTo("[]");
    }

    @Test
    void objectWithoutATextIsNamedByItsClass() {
        Object broken = new Object() {

            @Override
            public String toString() {
                throw new IllegalStateException("no session");
            }
        };

        assertThat(Printable.of(broken)).isEqualTo(broken.getClass().getName() + " without a text");
        assertThat(Printable.of(null)).isEqualTo("null");
    }
}
