package io.github.ms100.cacheasmulti.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The jars that were deployed, and the list of what is in the library. */
class DeployedFilesTests {

    private static final String LIBRARY = "cache-as-multi";

    static List<String> jars() {
        assertThat(Deployed.jars()).contains(LIBRARY);
        return Deployed.jars();
    }

    @ParameterizedTest
    @MethodSource("jars")
    void allThreeJarsHoldTheLicence(String artifact) throws IOException {
        String licence = Files.readString(Path.of("../../LICENSE"));

        for (String ending : List.of(".jar", "-sources.jar", "-javadoc.jar")) {
            assertThat(entry(artifact, ending, "META-INF/LICENSE")).as(ending).isEqualTo(licence);
        }
    }

    @ParameterizedTest
    @MethodSource("jars")
    void thePomInTheJarIsTheOneBesideIt(String artifact) throws IOException {
        assertThat(entry(artifact, ".jar", "META-INF/maven/io.github.ms100/%s/pom.xml".formatted(artifact)))
                .isEqualTo(Files.readString(Deployed.file(artifact, ".pom")));
    }

    /** By the first Spring Boot leaves auto-configurations out without loading them. */
    @Test
    void theLibraryHoldsBothKindsOfMetadataOfSpringBoot() throws IOException {
        assertThat(entry(LIBRARY, ".jar", "META-INF/spring-autoconfigure-metadata.properties"))
                .contains("io.github.ms100.cacheasmulti.autoconfigure.CacheAsMultiAutoConfiguration");
        assertThat(entry(LIBRARY, ".jar", "META-INF/spring-configuration-metadata.json"))
                .contains("cache-as-multi");
    }

    @Test
    void theManifestNamesModuleAndVersion() throws IOException {
        try (JarFile jar = new JarFile(Deployed.file(LIBRARY, ".jar").toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();

            assertThat(manifest.getValue("Automatic-Module-Name")).isEqualTo("io.github.ms100.cacheasmulti");
            assertThat(manifest.getValue("Implementation-Version")).isEqualTo(Deployed.VERSION);
        }
    }

    @Test
    void theBillOfMaterialsListsSpringsTwoAndWhatTheyBring() throws IOException {
        Set<String> xml = new TreeSet<>();
        Xml.read(Deployed.file(LIBRARY, "-cyclonedx.xml"))
                .all("/bom/components/component/purl")
                .forEach(component -> xml.add(module(component.text("."))));
        Set<String> json = new TreeSet<>();
        Pattern.compile("\"purl\" : \"([^\"]+)\"")
                .matcher(Files.readString(Deployed.file(LIBRARY, "-cyclonedx.json")))
                .results()
                .forEach(component -> json.add(module(component.group(1))));

        assertThat(xml)
                .contains("org.springframework/spring-context", "org.springframework/spring-aop")
                .allMatch(module ->
                        module.matches("(org\\.springframework|io\\.micrometer|org\\.jspecify|commons-logging)/.+"));
        json.remove("io.github.ms100/cache-as-multi");
        assertThat(json).isEqualTo(xml);
    }

    private static String module(String packageUrl) {
        return packageUrl.replaceFirst("^pkg:maven/", "").replaceFirst("@.*", "");
    }

    private static String entry(String artifact, String ending, String name) throws IOException {
        try (ZipFile jar = new ZipFile(Deployed.file(artifact, ending).toFile())) {
            ZipEntry entry = jar.getEntry(name);
            assertThat(entry).as("%s in %s", name, jar.getName()).isNotNull();
            try (InputStream in = jar.getInputStream(entry)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }
}
