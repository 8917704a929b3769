package io.github.ms100.cacheasmulti.published;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A line of Spring Boot, and what Maven found out about the application on it. */
enum Line {
    BOOT_3_5("3.5"),
    BOOT_4_0("4.0"),
    BOOT_4_1("4.1");

    private static final Path CONSUMERS = Path.of("").toAbsolutePath().getParent();

    private static final Pattern RESOLVED =
            Pattern.compile("(?m)^\\s+([\\w.-]+:[\\w.-]+):jar:(?:[\\w-]+:)?([\\w.-]+):(?:compile|runtime)\\b");

    private final String directory;

    Line(String directory) {
        this.directory = directory;
    }

    /** Returns the versions that the platform of this line manages. */
    Map<String, Version> platform() {
        String application = "//project[artifactId = 'cache-as-multi-consumers-boot-%s']".formatted(directory);
        Map<String, Version> versions = new TreeMap<>();
        for (Xml dependency : Xml.read(application().resolve("target/effective-pom.xml"))
                .all(application + "/dependencyManagement/dependencies/dependency")) {
            versions.put(
                    dependency.child("groupId") + ":" + dependency.child("artifactId"),
                    Version.parse(dependency.child("version")));
        }
        return versions;
    }

    /** Returns the versions that the application on this line has. */
    Map<String, Version> resolved() {
        return resolved(application());
    }

    /** Returns the versions that an application gets which names the library and nothing else. */
    static Map<String, Version> resolvedWithoutPlatform() {
        return resolved(CONSUMERS.resolve("spring"));
    }

    /** Returns the version of Spring Boot that the application names. */
    String boot() {
        return Xml.read(application().resolve("pom.xml")).text("/project/properties/spring-boot.version");
    }

    private Path application() {
        return CONSUMERS.resolve("boot").resolve(directory);
    }

    private static Map<String, Version> resolved(Path application) {
        try {
            Map<String, Version> versions = new TreeMap<>();
            RESOLVED.matcher(Files.readString(application.resolve("target/resolved")))
                    .results()
                    .forEach((MatchResult found) -> versions.put(found.group(1), Version.parse(found.group(2))));
            return versions;
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
