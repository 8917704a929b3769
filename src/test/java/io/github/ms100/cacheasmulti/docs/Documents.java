package io.github.ms100.cacheasmulti.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The documents of the project, by their paths from its root, and which of them are twins in two languages. */
final class Documents {

    static final String ENGLISH = "docs/en/";

    static final String CHINESE = "docs/zh/";

    private Documents() {}

    /** Returns what users read: the first page, the chapters and the examples, in both languages. */
    static List<Twins> twins() {
        List<Twins> twins = new ArrayList<>();
        twins.add(new Twins("README-EN.md", "README.md"));
        twins.add(new Twins("MORE-EXAMPLES.md", "MORE-EXAMPLES-ZH.md"));
        chapters(ENGLISH).forEach(chapter -> twins.add(new Twins(ENGLISH + chapter, CHINESE + chapter)));
        return twins;
    }

    /** Returns the names of the chapters of a language. */
    static List<String> chapters(String language) {
        return filesIn(Path.of(language), 1).stream()
                .map(file -> file.substring(language.length()))
                .toList();
    }

    /** Returns the documents whose code is checked: what users read, and what contributors do. */
    static List<String> withCode() {
        Stream<String> users = twins().stream().flatMap(twins -> Stream.of(twins.english(), twins.chinese()));
        return Stream.concat(users, Stream.of("CONTRIBUTING.md")).toList();
    }

    /** Returns all documents. */
    static List<String> all() {
        List<String> files = new ArrayList<>(filesIn(Path.of(""), 1));
        files.addAll(filesIn(Path.of("docs"), Integer.MAX_VALUE));
        files.addAll(filesIn(Path.of("benchmarks"), 1));
        return files;
    }

    private static List<String> filesIn(Path directory, int depth) {
        try (Stream<Path> files = Files.walk(ProjectFiles.ROOT.resolve(directory), depth)) {
            return files.map(file -> ProjectFiles.ROOT.relativize(file).toString())
                    .filter(file -> file.endsWith(".md"))
                    .sorted()
                    .toList();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** One document in two languages. */
    record Twins(String english, String chinese) {

        @Override
        public String toString() {
            return english;
        }
    }
}
