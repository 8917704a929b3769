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
        List<String> rules = Stream.of(rules("S", 26), rules("J", 4), rules("B", 3))
                .flatMap(family -> family)
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

    private static Stream<String> rules(String family, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(number -> family + number);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
