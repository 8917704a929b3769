package io.github.ms100.cacheasmulti.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The messages that the troubleshooting pages explain are those that the library has. */
class TroubleshootingTests {

    private static final String SOURCES = sources();

    @ParameterizedTest
    @CsvSource({"docs/en/troubleshooting.md, Message", "docs/zh/troubleshooting.md, 信息"})
    void messagesAreThoseOfTheLibrary(String file, String head) {
        List<String> messages = Markdown.read(file).rowsBelow(head).stream()
                .map(row -> row.get(0))
                .toList();

        assertThat(messages)
                .hasSizeGreaterThan(20)
                .allSatisfy(message -> assertThat(message).matches("`[^`]+`"))
                .allSatisfy(message -> assertThat(SOURCES).contains(message.replace("`", "")));
    }

    /** Returns the sources of the library with their texts in one piece each. */
    private static String sources() {
        return ProjectFiles.sources(ProjectFiles.ROOT.resolve("src/main/java"), file -> file.toString()
                        .endsWith(".java"))
                .stream()
                .map(source -> source.replaceAll("\"\\s*\\+\\s*\"", ""))
                .collect(Collectors.joining("\n"));
    }
}
