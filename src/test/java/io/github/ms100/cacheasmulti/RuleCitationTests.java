package io.github.ms100.cacheasmulti;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RuleCitationTests {

    private static final Path SOURCES = Path.of("src/test/java");

    @Test
    void everyRuleOfTheSpecificationIsCitedByATest() throws IOException {
        List<String> rules = Stream.concat(
                        IntStream.rangeClosed(1, 26).mapToObj(number -> "S" + number),
                        IntStream.rangeClosed(1, 3).mapToObj(number -> "B" + number))
                .toList();
        String tests;
        try (Stream<Path> files = Files.walk(SOURCES)) {
            tests = files.filter(file -> file.toString().endsWith("Tests.java")
                            && !file.endsWith(getClass().getSimpleName().concat(".java")))
                    .map(RuleCitationTests::read)
                    .reduce("", String::concat);
        }

        assertThat(rules).allSatisfy(rule -> assertThat(tests).containsPattern("\\b" + rule + "\\b"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
