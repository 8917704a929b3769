package io.github.ms100.cacheasmulti.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of the project, found from wherever in it the tests run. */
public final class ProjectFiles {

    static final Path ROOT = root();

    private static final Path EXAMPLES = ROOT.resolve("src/test/java/io/github/ms100/cacheasmulti/docs");

    private static final Path KIT_TESTS = ROOT.resolve("test-kit/src/test/java");

    private static final Path KOTLIN_TESTS = ROOT.resolve("consumers/kotlin/src/test/kotlin");

    private static final Pattern FENCE = Pattern.compile("(?ms)^( *)```(\\w*)\\n(.*?)^\\1```$");

    private ProjectFiles() {}

    public static String text(String file) {
        return read(ROOT.resolve(file));
    }

    /** Returns the path from the root of what a document names by a path from its own directory. */
    static String resolve(String file, String path) {
        return ROOT.relativize(ROOT.resolve(file).getParent().resolve(path).normalize())
                .toString();
    }

    /** Returns the fenced code blocks of a Markdown file, in order. */
    static List<CodeBlock> codeBlocks(String file) {
        String text = text(file);
        List<CodeBlock> blocks = new ArrayList<>();
        for (Matcher fence = FENCE.matcher(text); fence.find(); ) {
            int line = (int) text.substring(0, fence.start()).lines().count() + 1;
            String code = fence.group(3).replaceAll("(?m)^" + fence.group(1), "");
            blocks.add(new CodeBlock(file, line, fence.group(2), code));
        }
        return blocks;
    }

    static List<CodeBlock> codeBlocks(String file, String language) {
        return codeBlocks(file).stream()
                .filter(block -> block.language().equals(language))
                .toList();
    }

    /** Returns the sources that hold the examples, all of them tests or run by one; those of the test kit are its own tests. */
    static List<String> exampleSources() {
        List<String> sources = new ArrayList<>();
        sources.addAll(sources(EXAMPLES, file -> isExample(file) || isPartOfExamples(file)));
        sources.addAll(
                sources(KIT_TESTS, file -> isExample(file) && file.getParent().endsWith("docs")));
        return sources;
    }

    /** Returns the sources in Kotlin, all of them tests or run by one. */
    static List<String> kotlinSources() {
        return sources(KOTLIN_TESTS, file -> file.toString().endsWith(".kt"));
    }

    /** Returns the texts of the files below a directory that pass a filter. */
    static List<String> sources(Path directory, Predicate<Path> filter) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(filter)
                    .map(ProjectFiles::read)
                    .toList();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static boolean isExample(Path file) {
        return file.toString().endsWith("ExampleTests.java");
    }

    // The row of the examples is used by all of them, the application is started by one.
    private static boolean isPartOfExamples(Path file) {
        return file.endsWith("Car.java") || file.endsWith("firsthit/DemoApplication.java");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("README-EN.md"))) {
            directory = directory.getParent();
            if (directory == null) {
                throw new IllegalStateException("Run the tests in the project's directory or below it");
            }
        }
        return directory;
    }

    /** Code in a document, with the line where it begins. */
    record CodeBlock(String file, int line, String language, String text) {

        /** Returns the code with white space only where it separates words. */
        String normalized() {
            return normalize(text);
        }

        static String normalize(String code) {
            String withoutComments =
                    Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL).matcher(code).replaceAll(" ");
            // The classes of the documents are nested in the tests.
            String withoutNesting = withoutComments.replaceAll("\\bstatic (?=class )", "");
            return withoutNesting.replaceAll("\\s+", " ").replaceAll(" ?(\\W) ?", "$1");
        }

        @Override
        public String toString() {
            return "%s:%d (%s)".formatted(file, line, language);
        }
    }
}
