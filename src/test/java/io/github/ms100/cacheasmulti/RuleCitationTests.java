package io.github.ms100.cacheasmulti;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Of every rule of the law it can be found out where it is implemented, and what proves it. */
class RuleCitationTests {

    private static final Path LAW = Path.of("docs/semantics.md");

    /** How a rule begins: {@code **S7 Null or empty argument.**}. */
    private static final Pattern RULE = Pattern.compile("\\*\\*([A-Z]\\d+)\\b");

    private static List<String> rules;

    @BeforeAll
    static void readRules() {
        rules = RULE.matcher(read(LAW)).results().map(found -> found.group(1)).toList();
    }

    @Test
    void everyRuleHasANumberOfItsOwn() {
        assertThat(rules).hasSizeGreaterThan(35).doesNotHaveDuplicates().contains("S1", "S29", "J4", "B3");
    }

    @Test
    void everyRuleIsNamedByTheClassThatImplementsIt() {
        String sources = text(Path.of("src/main/java"), ".java");

        assertThat(rules).allSatisfy(rule -> assertThat(sources).containsPattern("\\b" + rule + "\\b"));
    }

    @Test
    void everyRuleIsCitedByATest() {
        String tests = text(Path.of("src/test/java"), "Tests.java") + text(Path.of("test-kit/src"), ".java");

        assertThat(rules).allSatisfy(rule -> assertThat(tests).containsPattern("\\b" + rule + "\\b"));
    }

    @Test
    void nobodyNamesARuleThatIsNotThere() {
        String everything = text(Path.of("src"), ".java")
                + text(Path.of("test-kit/src"), ".java")
                + text(Path.of("docs"), ".md")
                + read(Path.of("MORE-EXAMPLES.md"))
                + read(Path.of("README.md"))
                + read(Path.of("README-EN.md"))
                + read(Path.of("CONTRIBUTING.md"));
        String letters =
                rules.stream().map(rule -> rule.substring(0, 1)).distinct().collect(joining());
        Pattern cited = Pattern.compile("\\b[%s]\\d{1,2}\\b".formatted(letters));

        assertThat(cited.matcher(everything).results().map(MatchResult::group).distinct())
                .isSubsetOf(rules);
    }

    private static String text(Path directory, String suffix) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(suffix)
                            && !file.endsWith(RuleCitationTests.class.getSimpleName() + ".java"))
                    .map(RuleCitationTests::read)
                    .collect(joining());
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
