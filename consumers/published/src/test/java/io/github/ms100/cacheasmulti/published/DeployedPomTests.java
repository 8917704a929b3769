package io.github.ms100.cacheasmulti.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The POMs that were deployed. */
class DeployedPomTests {

    private static final List<String> DESCRIPTION = List.of(
            "name",
            "description",
            "url",
            "licenses",
            "developers",
            "scm",
            "issueManagement",
            "modelVersion",
            "groupId",
            "artifactId",
            "version");

    static List<String> artifacts() {
        return Deployed.artifacts();
    }

    @Test
    void theLibraryItsKitAndTheBomAreDeployed() {
        assertThat(Deployed.artifacts()).containsExactly("cache-as-multi", "cache-as-multi-bom", "cache-as-multi-test");
    }

    @Test
    void theKitNamesTheLibraryAndWhatEveryTestHas() {
        assertThat(pom("cache-as-multi-test").all("/project/dependencies/dependency"))
                .extracting(
                        dependency -> dependency.text("groupId"),
                        dependency -> dependency.text("artifactId"),
                        dependency -> dependency.text("scope"))
                .containsExactlyInAnyOrder(
                        tuple("io.github.ms100", "cache-as-multi", "compile"),
                        tuple("org.junit.jupiter", "junit-jupiter-api", "compile"),
                        tuple("org.assertj", "assertj-core", "compile"));
    }

    @Test
    void theLibraryNamesTwoDependenciesAndNothingThatIsForBuildingIt() {
        Xml pom = pom("cache-as-multi");

        assertThat(pom.all("/project/*"))
                .extracting(Xml::name)
                .containsAll(DESCRIPTION)
                .contains("dependencies")
                .isSubsetOf(with("dependencies", "packaging"));
        assertThat(pom.all("/project/dependencies/dependency"))
                .extracting(
                        dependency -> dependency.text("groupId"),
                        dependency -> dependency.text("artifactId"),
                        dependency -> dependency.text("scope"),
                        dependency -> dependency.all("*").size())
                .containsExactly(
                        tuple("org.springframework", "spring-context", "compile", 4),
                        tuple("org.springframework", "spring-aop", "compile", 4));
    }

    @Test
    void bothDependenciesHaveTheSameVersion() {
        assertThat(pom("cache-as-multi").all("/project/dependencies/dependency/version"))
                .extracting(version -> version.text("."))
                .hasSize(2)
                .containsOnly(pom("cache-as-multi").text("/project/dependencies/dependency/version"));
    }

    @Test
    void theBomManagesAllThatIsPublishedBesideIt() {
        Xml bom = pom("cache-as-multi-bom");

        assertThat(bom.all("/project/*"))
                .extracting(Xml::name)
                .containsAll(DESCRIPTION)
                .contains("dependencyManagement")
                .isSubsetOf(with("dependencyManagement", "packaging"));
        assertThat(bom.all("//dependency"))
                .allSatisfy(dependency -> {
                    assertThat(dependency.text("groupId")).isEqualTo("io.github.ms100");
                    assertThat(dependency.text("version")).isEqualTo(Deployed.VERSION);
                })
                .extracting(dependency -> dependency.text("artifactId"))
                .containsAll(Deployed.jars());
    }

    /** Maven Central refuses what lacks one of these. */
    @ParameterizedTest
    @MethodSource("artifacts")
    void everyPomSaysWhatItIsAndWhereItComesFrom(String artifact) throws IOException {
        Xml pom = pom(artifact);

        assertThat(pom.all("/project/*"))
                .extracting(Xml::name)
                .containsAll(DESCRIPTION)
                .doesNotContain("parent");
        assertThat(pom.text("/project/licenses/license/url")).isEqualTo("https://www.apache.org/licenses/LICENSE-2.0");
        assertThat(pom.text("/project/developers/developer/url")).isEqualTo("https://github.com/ms100");
        assertThat(pom.text("/project/scm/url")).isEqualTo("https://github.com/ms100/cache-as-multi");
        assertThat(pom.text("/project/scm/connection")).startsWith("scm:git:https://github.com/ms100/cache-as-multi");
        assertThat(pom.text("/project/issueManagement/url"))
                .isEqualTo("https://github.com/ms100/cache-as-multi/issues");
        assertThat(Files.readString(Deployed.file(artifact, ".pom"))).doesNotContain("${");
    }

    private static Xml pom(String artifact) {
        return Xml.read(Deployed.file(artifact, ".pom"));
    }

    private static List<String> with(String... more) {
        return Stream.concat(DESCRIPTION.stream(), Stream.of(more)).toList();
    }
}
