package io.github.ms100.cacheasmulti.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A release can be made as the documents say. */
class ReleaseTests {

    private static List<Path> poms() {
        return ProjectPoms.files();
    }

    @ParameterizedTest
    @MethodSource("poms")
    void everyMavenProjectHasTheSameVersion(Path file) throws Exception {
        String version = Pom.read(ProjectFiles.ROOT.resolve("pom.xml")).version();

        Pom pom = Pom.read(file);
        String inherited = pom.parentVersion();
        assertThat(pom.version().isEmpty() ? inherited : pom.version()).isEqualTo(version);
    }

    @Test
    void scriptsThatAReleaserIsToldToRunAreThere() {
        assertThat(List.of(".ci/run", "release/verify", "consumers/run")).allSatisfy(script -> {
            assertThat(ProjectFiles.text("RELEASING.md")).contains(script);
            assertThat(Files.isExecutable(ProjectFiles.ROOT.resolve(script))).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"pom.xml", "test-kit/pom.xml", "bom/pom.xml", "release/pom.xml"})
    void profilesOfTheCommandsExist(String pom) {
        assertThat(ProjectFiles.text("RELEASING.md")).contains("-Prelease,central");
        assertThat(ProjectFiles.text(pom)).contains("<id>release</id>", "<id>central</id>");
    }

    /** What is compared with must be a release. */
    @Test
    void baselineOfTheApiIsNoSnapshot() throws Exception {
        Pom pom = Pom.read(ProjectFiles.ROOT.resolve("pom.xml"));

        assertThat(pom.property("api.baseline.version")).doesNotEndWith("-SNAPSHOT");
        if (!pom.version().endsWith("-SNAPSHOT")) {
            assertThat(List.of("README-EN.md", "README.md", "docs/api-policy.md"))
                    .allSatisfy(page -> assertThat(ProjectFiles.text(page))
                            .doesNotContain("not released yet", "no\n  release of 2.x yet", "DskipTests install"));
        }
    }
}
