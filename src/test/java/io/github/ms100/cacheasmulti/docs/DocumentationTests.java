package io.github.ms100.cacheasmulti.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.docs.ProjectFiles.CodeBlock;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the documents show is what is tested: Java in the {@code ExampleTests} beside this class, YAML in {@link
 * ConfigurationExampleTests}, coordinates in the pom, commands in the project.
 */
class DocumentationTests {

    private static final Set<String> LANGUAGES = Set.of("java", "xml", "groovy", "yaml", "bash");

    /** The commands a reader may be told to run, each with the file that must be there for it. */
    private static final Map<String, String> COMMANDS = Map.ofEntries(
            Map.entry("./demo/run", "demo/run"),
            Map.entry("./demo/run redis", "demo/run"),
            Map.entry("./demo/run redis --server.port=9090", "demo/run"),
            Map.entry("mvn verify", "pom.xml"),
            Map.entry("mvn -DskipTests install", "pom.xml"),
            Map.entry("mvn spotless:apply", "pom.xml"),
            Map.entry("mvn test -Dtest=DocumentationTests", "src/test/java/io/github/ms100/cacheasmulti/docs"),
            Map.entry("mvn test -Pquick", "pom.xml"),
            Map.entry("mvn -Pmutation test", "pom.xml"),
            Map.entry(
                    "mvn -Pmutation test -DtargetClasses='*.internal.shape.*' -DtargetTests='*.internal.shape.*Tests'",
                    "src/test/java/io/github/ms100/cacheasmulti/internal/shape"),
            Map.entry("mvn package -DskipTests", "pom.xml"),
            Map.entry("mvn -f compat/pom.xml test", "compat/pom.xml"),
            Map.entry("mvn -f compat/pom.xml test -Pspring-boot-4.0", "compat/pom.xml"),
            Map.entry("CACHE_AS_MULTI_REDIS_URL=redis://localhost:6379 mvn verify", "pom.xml"),
            Map.entry("benchmarks/run quick", "benchmarks/run"),
            Map.entry("benchmarks/run full", "benchmarks/run"),
            Map.entry("benchmarks/run BatchBenchmark.allHit -p store=CAFFEINE -prof gc", "benchmarks/run"),
            Map.entry("benchmarks/load", "benchmarks/load"));

    private static final String PROPERTIES =
            "(?:spring\\.cache\\.(?:redis\\.)?cache-as-multi|cache-as-multi\\.redis)\\.[a-z-]+";

    private static Stream<CodeBlock> codeBlocks() {
        return Stream.of("README.md", "README-EN.md", "MORE-EXAMPLES.md", "CONTRIBUTING.md")
                .flatMap(file -> ProjectFiles.codeBlocks(file).stream());
    }

    @Test
    void bothReadmesHaveTheSameCodeInTheSameOrder() {
        List<CodeBlock> chinese = ProjectFiles.codeBlocks("README.md");
        List<CodeBlock> english = ProjectFiles.codeBlocks("README-EN.md");

        assertThat(chinese).isNotEmpty();
        assertThat(chinese).extracting(CodeBlock::language).isEqualTo(languages(english));
        assertThat(chinese)
                .extracting(CodeBlock::text)
                .containsExactlyElementsOf(english.stream().map(CodeBlock::text).toList());
    }

    @ParameterizedTest
    @MethodSource("codeBlocks")
    void codeIsOfAKindThatIsTested(CodeBlock block) {
        assertThat(LANGUAGES).contains(block.language());
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README-EN.md", "MORE-EXAMPLES.md", "CONTRIBUTING.md"})
    void everyFenceIsClosed(String file) {
        long fences = ProjectFiles.text(file)
                .lines()
                .filter(line -> line.strip().startsWith("```"))
                .count();

        assertThat(fences).isEqualTo(2L * ProjectFiles.codeBlocks(file).size());
    }

    @ParameterizedTest
    @MethodSource("codeBlocks")
    void javaIsCompiledAndRunAsAnExample(CodeBlock block) {
        if (block.language().equals("java")) {
            assertThat(ProjectFiles.exampleSources())
                    .as("%s is part of an example test", block)
                    .anySatisfy(
                            source -> assertThat(CodeBlock.normalize(source)).contains(block.normalized()));
        }
    }

    @ParameterizedTest
    @MethodSource("codeBlocks")
    void commandsAreThoseOfTheProject(CodeBlock block) {
        if (block.language().equals("bash")) {
            assertThat(block.text().lines()).isNotEmpty().allSatisfy(line -> {
                String command = line.replaceAll("\\s+#.*", "").strip();
                assertThat(COMMANDS).containsKey(command);
                assertThat(ProjectFiles.ROOT.resolve(COMMANDS.get(command))).exists();
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README-EN.md"})
    void coordinatesAreThoseOfThePom(String readme) throws Exception {
        Pom pom = Pom.read(ProjectFiles.ROOT.resolve("pom.xml"));

        assertThat(ProjectFiles.codeBlocks(readme, "xml"))
                .singleElement()
                .satisfies(block -> assertThat(Pom.coordinates(block.text())).isEqualTo(pom.coordinates()));
        assertThat(ProjectFiles.codeBlocks(readme, "groovy")).singleElement().satisfies(block -> assertThat(
                        block.text())
                .isEqualTo("implementation '%s'%n".formatted(pom.coordinates())));
        assertThat(ProjectFiles.text("CHANGELOG.md")).contains("## [Unreleased] - " + pom.version());
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README-EN.md"})
    void configurationTableNamesEveryPropertyAndNoOther(String readme) throws Exception {
        String metadata;
        try (InputStream in = Files.newInputStream(
                ProjectFiles.ROOT.resolve("target/classes/META-INF/spring-configuration-metadata.json"))) {
            metadata = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }

        assertThat(properties(ProjectFiles.text(readme), "`")).isNotEmpty().isEqualTo(properties(metadata, "\""));
    }

    @Test
    void linksLeadToFilesThatExist() {
        for (String file :
                List.of("README.md", "README-EN.md", "MORE-EXAMPLES.md", "CONTRIBUTING.md", "CHANGELOG.md")) {
            assertThat(Pattern.compile("\\]\\((?!https?:|#)([^)#]+)")
                            .matcher(ProjectFiles.text(file))
                            .results()
                            .map(link -> Path.of(link.group(1))))
                    .as("links of %s", file)
                    .allSatisfy(
                            path -> assertThat(ProjectFiles.ROOT.resolve(path)).exists());
        }
    }

    private static Set<String> properties(String text, String quote) {
        Set<String> names = new TreeSet<>();
        Pattern.compile(quote + "(" + PROPERTIES + ")")
                .matcher(text)
                .results()
                .forEach(name -> names.add(name.group(1)));
        return names;
    }

    private static List<String> languages(List<CodeBlock> blocks) {
        return blocks.stream().map(CodeBlock::language).toList();
    }
}
