package io.github.ms100.cacheasmulti.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.docs.ProjectFiles.CodeBlock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the documents show is what is tested: Java in the {@code ExampleTests} beside this class or in those of the test kit, Kotlin in the tests of an application,
 * YAML and properties in {@link ConfigurationExampleTests}, {@link MigrationExampleTests} and {@link FirstHitExampleTests},
 * coordinates in the pom, commands in the project.
 */
class DocumentationTests {

    private static final Set<String> LANGUAGES =
            Set.of("java", "kotlin", "xml", "groovy", "yaml", "properties", "bash", "text", "mermaid");

    /** What is no code any more, or the output of a program that a test looks at. */
    private static final Set<String> WITH_TEXT = Set.of(
            "README.md",
            "README-EN.md",
            "docs/en/migration.md",
            "docs/zh/migration.md",
            "docs/en/metrics.md",
            "docs/zh/metrics.md");

    /** The commands a reader may be told to run, each with the file that must be there for it. */
    private static final Map<String, String> COMMANDS = Map.ofEntries(
            Map.entry("./demo/run", "demo/run"),
            Map.entry("./demo/run redis", "demo/run"),
            Map.entry("./demo/run nodes", "demo/run"),
            Map.entry("./demo/run redis --server.port=9090", "demo/run"),
            Map.entry("mvn verify", "pom.xml"),
            Map.entry("mvn -f release/pom.xml -DskipTests install", "release/pom.xml"),
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
            Map.entry("CACHE_AS_MULTI_REDIS_URL=redis://localhost:6379 mvn verify -DforkCount=1", "pom.xml"),
            Map.entry("mvn -f test-kit/with-library.xml verify", "test-kit/pom.xml"),
            Map.entry("release/verify", "release/verify"),
            Map.entry("consumers/run", "consumers/run"),
            Map.entry("benchmarks/run quick", "benchmarks/run"),
            Map.entry("benchmarks/run full", "benchmarks/run"),
            Map.entry("benchmarks/run BatchBenchmark.allHit -p store=CAFFEINE -prof gc", "benchmarks/run"),
            Map.entry("benchmarks/load", "benchmarks/load"));

    private static final int LONGEST_FIRST_PAGE = 200;

    private static List<String> documents() {
        return Documents.all();
    }

    private static Stream<CodeBlock> codeBlocks() {
        return Documents.withCode().stream().flatMap(file -> ProjectFiles.codeBlocks(file).stream());
    }

    private static Stream<CodeBlock> blocksIn(String language) {
        return codeBlocks().filter(block -> block.language().equals(language));
    }

    private static Stream<CodeBlock> java() {
        return blocksIn("java");
    }

    private static Stream<CodeBlock> kotlin() {
        return blocksIn("kotlin");
    }

    private static Stream<CodeBlock> commands() {
        return blocksIn("bash");
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README-EN.md"})
    void firstPageIsShort(String file) {
        assertThat(ProjectFiles.text(file).lines()).hasSizeBetween(100, LONGEST_FIRST_PAGE);
    }

    /** Other documents, and users, name them by their numbers. */
    @ParameterizedTest
    @ValueSource(strings = {"docs/en/rules.md", "docs/zh/rules.md"})
    void rulesHaveTheirNumbers(String file) {
        assertThat(Pattern.compile("(?m)^(\\d+)\\. \\*\\*")
                        .matcher(ProjectFiles.text(file))
                        .results())
                .extracting(rule -> Integer.valueOf(rule.group(1)))
                .isEqualTo(IntStream.rangeClosed(1, 25).boxed().toList());
    }

    @ParameterizedTest
    @MethodSource("codeBlocks")
    void codeIsOfAKindThatIsTested(CodeBlock block) {
        assertThat(LANGUAGES).contains(block.language());
        if (block.language().equals("text")) {
            assertThat(WITH_TEXT).contains(block.file());
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyFenceIsClosed(String file) {
        long fences = ProjectFiles.text(file)
                .lines()
                .filter(line -> line.strip().startsWith("```"))
                .count();

        assertThat(fences).isEqualTo(2L * ProjectFiles.codeBlocks(file).size());
    }

    @ParameterizedTest
    @MethodSource("java")
    void javaIsCompiledAndRunAsAnExample(CodeBlock block) {
        assertThat(ProjectFiles.exampleSources())
                .as("%s is part of an example test", block)
                .anySatisfy(source -> assertThat(CodeBlock.normalize(source)).contains(block.normalized()));
    }

    @ParameterizedTest
    @MethodSource("kotlin")
    void kotlinIsCompiledAndRunByAnApplication(CodeBlock block) {
        assertThat(ProjectFiles.kotlinSources())
                .as("%s is part of a test in Kotlin", block)
                .anySatisfy(source -> assertThat(CodeBlock.normalize(source)).contains(block.normalized()));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void commandsAreThoseOfTheProject(CodeBlock block) {
        assertThat(block.text().lines()).isNotEmpty().allSatisfy(line -> {
            String command = line.replaceAll("\\s+#.*", "").strip();
            assertThat(COMMANDS).containsKey(command);
            assertThat(ProjectFiles.ROOT.resolve(COMMANDS.get(command))).exists();
        });
    }

    @Test
    void coordinatesAreThoseOfThePom() throws Exception {
        Pom pom = Pom.read(ProjectFiles.ROOT.resolve("pom.xml"));
        String library = pom.coordinates();
        String kit = library.replace("cache-as-multi:", "cache-as-multi-test:");

        for (Documents.Twins twins : Documents.twins()) {
            for (String file : List.of(twins.english(), twins.chinese())) {
                boolean testing = file.endsWith("/testing.md");
                assertThat(mavenCoordinates(file)).as(file).isSubsetOf(testing ? kit : library);
                assertThat(gradleCoordinates(file)).as(file).isSubsetOf(testing ? kit : library);
            }
        }
        assertThat(mavenCoordinates("README-EN.md")).containsExactly(library);
        assertThat(gradleCoordinates("README-EN.md")).containsExactly(library);
        assertThat(mavenCoordinates("docs/en/testing.md")).containsExactly(kit);
        assertThat(ProjectFiles.text("CHANGELOG.md")).contains("## [Unreleased] - " + pom.version());
    }

    private static List<String> mavenCoordinates(String file) throws Exception {
        List<CodeBlock> blocks = ProjectFiles.codeBlocks(file, "xml");
        String[] coordinates = new String[blocks.size()];
        for (int i = 0; i < coordinates.length; i++) {
            coordinates[i] = Pom.coordinates(blocks.get(i).text());
        }
        return List.of(coordinates);
    }

    private static List<String> gradleCoordinates(String file) {
        return ProjectFiles.codeBlocks(file, "groovy").stream()
                .flatMap(
                        block -> Pattern.compile("'(.+)'").matcher(block.text()).results())
                .map((MatchResult quoted) -> quoted.group(1))
                .toList();
    }
}
