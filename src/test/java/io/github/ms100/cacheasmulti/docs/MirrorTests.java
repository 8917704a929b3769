package io.github.ms100.cacheasmulti.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.docs.Documents.Twins;
import io.github.ms100.cacheasmulti.docs.ProjectFiles.CodeBlock;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents in two languages say the same, as far as that can be seen without reading them. */
class MirrorTests {

    private static final Map<String, String> ENGLISH =
            Documents.twins().stream().collect(Collectors.toMap(Twins::chinese, Twins::english));

    private static List<Twins> twins() {
        return Documents.twins();
    }

    @Test
    void bothLanguagesHaveTheSameChapters() {
        assertThat(Documents.chapters(Documents.CHINESE)).isNotEmpty().isEqualTo(Documents.chapters(Documents.ENGLISH));
    }

    @ParameterizedTest
    @MethodSource("twins")
    void codeIsTheSameInTheSameOrder(Twins twins) {
        assertThat(code(twins.chinese())).isEqualTo(code(twins.english()));
    }

    @ParameterizedTest
    @MethodSource("twins")
    void headingsHaveTheSameLevels(Twins twins) {
        assertThat(Markdown.read(twins.chinese()).levels())
                .isNotEmpty()
                .isEqualTo(Markdown.read(twins.english()).levels());
    }

    @ParameterizedTest
    @MethodSource("twins")
    void tablesHaveAsManyRowsAndColumns(Twins twins) {
        Function<String, List<Integer>> shape =
                file -> Markdown.read(file).rows().stream().map(List::size).toList();

        assertThat(shape.apply(twins.chinese())).isEqualTo(shape.apply(twins.english()));
    }

    @ParameterizedTest
    @MethodSource("twins")
    void listsHaveAsManyItems(Twins twins) {
        assertThat(Markdown.read(twins.chinese()).items())
                .isEqualTo(Markdown.read(twins.english()).items());
    }

    @ParameterizedTest
    @MethodSource("twins")
    void rulesOfTheLawAreCitedAlike(Twins twins) {
        assertThat(rules(twins.chinese())).isEqualTo(rules(twins.english()));
    }

    @ParameterizedTest
    @MethodSource("twins")
    void linksLeadToTheSamePlaces(Twins twins) {
        assertThat(places(twins.chinese())).containsExactlyInAnyOrderElementsOf(places(twins.english()));
    }

    @ParameterizedTest
    @MethodSource("twins")
    void pageBeginsWithLinksToItsTwinAndTheFirstPage(Twins twins) {
        String english = thirdLine(twins.english());
        String chinese = thirdLine(twins.chinese());

        if (twins.english().equals("README-EN.md")) {
            assertThat(english).isEqualTo("[中文](README.md) | English");
            assertThat(chinese).isEqualTo("中文 | [English](README-EN.md)");
        } else {
            assertThat(english)
                    .isEqualTo(
                            "[中文](%s) | [First page](%s)",
                            way(twins.english(), twins.chinese()), way(twins.english(), "README-EN.md"));
            assertThat(chinese)
                    .isEqualTo(
                            "[English](%s) | [首页](%s)",
                            way(twins.chinese(), twins.english()), way(twins.chinese(), "README.md"));
        }
    }

    private static List<List<String>> code(String file) {
        return ProjectFiles.codeBlocks(file).stream()
                .map(MirrorTests::languageAndText)
                .toList();
    }

    private static List<String> languageAndText(CodeBlock block) {
        return List.of(block.language(), block.text());
    }

    private static List<String> rules(String file) {
        return Pattern.compile("\\b[SJBL]\\d{1,2}\\b")
                .matcher(Markdown.read(file).prose())
                .results()
                .map(MatchResult::group)
                .toList();
    }

    /** Returns where links lead to, in words that are the same for both languages: a heading by its number. */
    private static List<String> places(String file) {
        return Markdown.read(file).links().stream()
                .map(link -> link.contains("://") ? link : place(file, link))
                .toList();
    }

    private static String place(String file, String link) {
        String[] parts = link.split("#", 2);
        String target = parts[0].isEmpty() ? file : ProjectFiles.resolve(file, parts[0]);
        String name = ENGLISH.getOrDefault(target, target);
        if (parts.length == 1) {
            return name;
        }
        return name + " heading " + Markdown.read(target).anchors().indexOf(parts[1]);
    }

    private static String way(String from, String to) {
        Path directory = ProjectFiles.ROOT.resolve(from).getParent();
        return directory.relativize(ProjectFiles.ROOT.resolve(to)).toString();
    }

    private static String thirdLine(String file) {
        return ProjectFiles.text(file).lines().skip(2).findFirst().orElse("");
    }
}
