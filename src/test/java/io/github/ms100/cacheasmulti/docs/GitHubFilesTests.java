package io.github.ms100.cacheasmulti.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** What GitHub reads can be read, and names what is there. */
class GitHubFilesTests {

    private static final Path GITHUB = ProjectFiles.ROOT.resolve(".github");

    private static List<Path> yamlFiles() {
        return filesBelow(GITHUB, ".yml");
    }

    private static List<Path> issueForms() {
        return yamlFiles().stream()
                .filter(file -> file.getParent().endsWith("ISSUE_TEMPLATE") && !file.endsWith("config.yml"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("yamlFiles")
    void everyFileIsYaml(Path file) {
        assertThat(yaml(file)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("issueForms")
    void everyIssueFormHasWhatGitHubAsksFor(Path form) {
        List<Map<String, Object>> fields = maps(yaml(form).get("body"));

        assertThat(yaml(form)).containsKeys("name", "description");
        assertThat(fields)
                .isNotEmpty()
                .extracting(part -> part.get("id"))
                .doesNotHaveDuplicates()
                .doesNotContainNull();
        assertThat(fields)
                .extracting(part -> part.get("type"))
                .isSubsetOf("input", "textarea", "dropdown", "checkboxes");
        assertThat(fields)
                .extracting(part -> part.get("attributes"))
                .allSatisfy(attributes -> assertThat(map(attributes)).containsKey("label"));
    }

    @Test
    void aReportOfAFaultNamesBothVersionsStoreAndWrapper() {
        List<Map<String, Object>> fields =
                maps(yaml(GITHUB.resolve("ISSUE_TEMPLATE/bug.yml")).get("body"));

        assertThat(fields)
                .filteredOn(field -> Boolean.TRUE.equals(
                        map(field.getOrDefault("validations", Map.of())).get("required")))
                .extracting(part -> part.get("id"))
                .contains("version", "spring", "store", "wrapper");
    }

    @Test
    void theWorkflowRunsWhatMustPassAndPinsWhatItUses() {
        Map<String, Object> job =
                map(map(yaml(GITHUB.resolve("workflows/ci.yml")).get("jobs")).get("check"));
        List<Map<String, Object>> steps = maps(job.get("steps"));

        assertThat(steps).extracting(part -> part.get("run")).contains(".ci/run");
        assertThat(Files.isExecutable(ProjectFiles.ROOT.resolve(".ci/run"))).isTrue();
        assertThat(steps)
                .extracting(part -> part.get("uses"))
                .filteredOn(action -> action != null)
                .isNotEmpty()
                .allMatch(action -> action.toString().matches("actions/[a-z-]+@(v\\d+|[0-9a-f]{40})"));
    }

    @Test
    void everyMavenProjectIsWatchedForUpdates() {
        List<String> watched = new ArrayList<>();
        maps(yaml(GITHUB.resolve("dependabot.yml")).get("updates")).stream()
                .filter(update -> update.get("package-ecosystem").equals("maven"))
                .forEach(update -> ((List<?>) update.get("directories"))
                        .forEach(directory -> watched.add(directory.toString().substring(1))));

        TreeSet<String> projects = new TreeSet<>();
        ProjectPoms.files()
                .forEach(pom -> projects.add(
                        ProjectFiles.ROOT.relativize(pom.getParent()).toString()));
        assertThat(watched).doesNotHaveDuplicates().containsAll(projects);
    }

    private static Map<String, Object> yaml(Path file) {
        try {
            return map(new Yaml().load(Files.readString(file)));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> maps(Object value) {
        return (List<Map<String, Object>>) value;
    }

    private static List<Path> filesBelow(Path directory, String ending) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
