package io.github.ms100.cacheasmulti.published;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The directory with what was deployed, once. */
final class Deployed {

    static final String VERSION = System.getProperty("deployed.version");

    private static final Path GROUP = Path.of(System.getProperty("deployed.repository"), "io", "github", "ms100");

    /** Of a snapshot the names of files tell the time. */
    private static final String VERSION_IN_NAMES =
            Pattern.quote(VERSION.replace("-SNAPSHOT", "")) + "(-SNAPSHOT|-\\d{8}\\.\\d{6}-\\d+)?";

    private Deployed() {}

    /** Returns the names of all artifacts. */
    static List<String> artifacts() {
        return list(GROUP).map(directory -> directory.getFileName().toString()).toList();
    }

    /** Returns the names of the artifacts that are more than a POM. */
    static List<String> jars() {
        return artifacts().stream()
                .filter(artifact -> !files(artifact, ".jar").isEmpty())
                .toList();
    }

    /** Returns the file of an artifact whose name has nothing but an ending after the version. */
    static Path file(String artifact, String ending) {
        List<Path> files = files(artifact, ending);
        if (files.size() != 1) {
            throw new AssertionError("Expected one file %s of %s, found %s".formatted(ending, artifact, files));
        }
        return files.get(0);
    }

    private static List<Path> files(String artifact, String ending) {
        Pattern name = Pattern.compile(Pattern.quote(artifact + "-") + VERSION_IN_NAMES + Pattern.quote(ending));
        return list(GROUP.resolve(artifact).resolve(VERSION))
                .filter(file -> name.matcher(file.getFileName().toString()).matches())
                .toList();
    }

    private static Stream<Path> list(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList().stream();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
