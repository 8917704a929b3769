package io.github.ms100.cacheasmulti.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Where the Maven projects are that this one consists of. */
final class ProjectPoms {

    private static final Set<String> NO_SOURCES = Set.of("target", "src", ".git");

    private ProjectPoms() {}

    /** Returns all files named {@code pom.xml}, but those that were built. */
    static List<Path> files() {
        List<Path> poms = new ArrayList<>();
        try {
            Files.walkFileTree(ProjectFiles.ROOT, new SimpleFileVisitor<>() {

                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    return NO_SOURCES.contains(directory.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.endsWith("pom.xml")) {
                        poms.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        return poms;
    }
}
