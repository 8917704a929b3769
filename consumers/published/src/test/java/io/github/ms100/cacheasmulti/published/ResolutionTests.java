package io.github.ms100.cacheasmulti.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which versions applications get with the library: never another Spring than that of their line. */
class ResolutionTests {

    private static final String LIBRARY = "cache-as-multi";

    private static final String SPRING = "org.springframework:spring-context";

    /** A platform of Gradle's is only one more that asks for versions, and the highest is taken. */
    @ParameterizedTest
    @EnumSource
    void gradleTakesThePlatformsVersionOfWhatPomsName(Line line) {
        Map<String, Version> platform = line.platform();

        assertThat(Deployed.jars()).contains(LIBRARY).allSatisfy(artifact -> assertThat(namedBy(artifact))
                .isNotEmpty()
                .allSatisfy((module, version) -> assertThat(platform.get(module))
                        .as("%s of the platform", module)
                        .isNotNull()
                        .isGreaterThanOrEqualTo(version)));
    }

    /** Where the platform has another version of what the POM names, it brings its own; it has the same on one line. */
    @Test
    void gradleTakesThePlatformsVersionOfWhatThoseBring() {
        Map<String, Version> platform = lowest().platform();
        Map<String, Version> brought = new TreeMap<>(Line.resolvedWithoutPlatform());
        brought.remove("io.github.ms100:" + LIBRARY);

        assertThat(brought)
                .containsAllEntriesOf(namedBy(LIBRARY))
                .hasSizeGreaterThan(namedBy(LIBRARY).size())
                .allSatisfy((module, version) -> assertThat(platform.get(module))
                        .as("%s of the platform", module)
                        .isNotNull()
                        .isGreaterThanOrEqualTo(version));
    }

    @ParameterizedTest
    @EnumSource
    void mavenTakesTheVersionsOfThePlatform(Line line) {
        Map<String, Version> platform = line.platform();
        Map<String, Version> spring = new TreeMap<>(line.resolved());
        spring.keySet().removeIf(module -> !module.startsWith("org.springframework"));

        assertThat(spring)
                .containsKey(SPRING)
                .allSatisfy((module, version) -> assertThat(version).as(module).isEqualTo(platform.get(module)));
    }

    @Test
    void thePomNamesTheSpringOfTheLowestLine() {
        assertThat(namedBy(LIBRARY)).containsEntry(SPRING, lowest().platform().get(SPRING));
    }

    @Test
    void theLibraryBringsSpringAndWhatSpringBrings() {
        Set<String> groups = new TreeSet<>();
        Line.resolvedWithoutPlatform().keySet().forEach(module -> groups.add(module.split(":")[0]));

        assertThat(groups).containsExactly("io.github.ms100", "io.micrometer", "org.springframework");
    }

    /** The version of each line stands in several POMs, as each is a project of its own. */
    @Test
    void theLinesAreThoseOnWhichTheLibraryIsTested() {
        Path project = Path.of("").toAbsolutePath().getParent().getParent();
        Xml library = Xml.read(project.resolve("pom.xml"));
        Xml compat = Xml.read(project.resolve("compat/pom.xml"));

        assertThat(Line.BOOT_4_1.boot()).isEqualTo(library.text("/project/properties/spring-boot.version"));
        assertThat(Line.BOOT_4_0.boot())
                .isEqualTo(compat.text("//profile[id = 'spring-boot-4.0']/properties/spring-boot.version"));
        assertThat(Line.BOOT_3_5.boot()).isEqualTo(compat.text("/project/properties/spring-boot.version"));
    }

    @Test
    void theKitIsCompiledOnTheLowestLineAndTestedOnTheOthers() {
        Xml kit = Xml.read(Path.of("").toAbsolutePath().getParent().getParent().resolve("test-kit/pom.xml"));
        String profile = "//profile[id = 'spring-boot-%s']/properties/spring-boot.version";

        assertThat(Line.BOOT_3_5.boot()).isEqualTo(kit.text("/project/properties/spring-boot.version"));
        assertThat(Line.BOOT_4_0.boot()).isEqualTo(kit.text(profile.formatted("4.0")));
        assertThat(Line.BOOT_4_1.boot()).isEqualTo(kit.text(profile.formatted("4.1")));
    }

    private static Line lowest() {
        return Arrays.stream(Line.values())
                .min(Comparator.comparing(line -> line.platform().get(SPRING)))
                .orElseThrow();
    }

    /** Returns the versions of what the POM of an artifact names; what is published with it has the same version. */
    private static Map<String, Version> namedBy(String artifact) {
        Map<String, Version> named = new TreeMap<>();
        Xml.read(Deployed.file(artifact, ".pom"))
                .all("/project/dependencies/dependency[groupId != 'io.github.ms100']")
                .forEach(dependency -> named.put(
                        dependency.child("groupId") + ":" + dependency.child("artifactId"),
                        Version.parse(dependency.child("version"))));
        return named;
    }
}
