package io.github.ms100.cacheasmulti.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links in documents lead to files of the project that exist, and to headings that are there. */
class LinkTests {

    private static List<String> documents() {
        return Documents.all();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void linksLeadToFilesAndHeadingsThatExist(String file) {
        assertThat(Markdown.read(file).links())
                .filteredOn(link -> !link.contains("://"))
                .allSatisfy(link -> {
                    String[] parts = link.split("#", 2);
                    String target = parts[0].isEmpty() ? file : ProjectFiles.resolve(file, parts[0]);
                    assertThat(ProjectFiles.ROOT.resolve(target)).exists();
                    if (parts.length > 1) {
                        assertThat(Markdown.read(target).anchors()).contains(parts[1]);
                    }
                });
    }

    @Test
    void documentsAreFound() {
        assertThat(documents()).contains("README.md", "docs/en/rules.md", "docs/zh/rules.md", "docs/semantics.md");
    }

    @Test
    void anchorsAreMadeAsOnGitHub() {
        Markdown document = new Markdown(
                "a.md", "# JSR-107: a key generator\n\n## `null` & `Optional`\n\n## 值存为 JSON？\n\n### 值存为 JSON\n");

        assertThat(document.anchors())
                .containsExactly("jsr-107-a-key-generator", "null--optional", "值存为-json", "值存为-json-1");
    }

    @Test
    void everyChapterCanBeReachedFromTheFirstPage() {
        for (String first : List.of("README-EN.md", "README.md")) {
            String language = first.equals("README.md") ? Documents.CHINESE : Documents.ENGLISH;

            assertThat(Markdown.read(first).links())
                    .contains(Documents.chapters(language).stream()
                            .map(chapter -> language + chapter)
                            .toArray(String[]::new));
        }
    }
}
