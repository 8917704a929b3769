package io.github.ms100.cacheasmulti.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.FilteredClassLoader;

class OptionalLibraryTests {

    private static final Path SOURCES = Path.of("src/main/java");

    private static final Pattern LOOKED_FOR_BY_NAME = Pattern.compile("isPresent\\(\\s*\"");

    @Test
    void isThereIfAllOfItsClassesAre() {
        assertThat(OptionalLibrary.CAFFEINE.isPresent()).isTrue();
        assertThat(OptionalLibrary.CAFFEINE.isPresent(getClass().getClassLoader()))
                .isTrue();
        assertThat(OptionalLibrary.CAFFEINE.isPresent(new FilteredClassLoader("com.github.benmanes.caffeine")))
                .isFalse();
        assertThat(OptionalLibrary.CAFFEINE.isPresent(new FilteredClassLoader("org.springframework.cache.caffeine")))
                .isFalse();
    }

    @Test
    void itsClassesAreNamedNowhereElse() throws IOException {
        Set<String> names = Stream.of(OptionalLibrary.values())
                .flatMap(library -> library.classNames().stream())
                .map("\"%s\""::formatted)
                .collect(Collectors.toSet());

        assertThat(others()).isNotEmpty().allSatisfy(source -> assertThat(Files.readString(source))
                .as("%s asks OptionalLibrary", source)
                .doesNotContain(names)
                .doesNotContainPattern(LOOKED_FOR_BY_NAME));
    }

    private static List<Path> others() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")
                            && !file.endsWith(OptionalLibrary.class.getSimpleName() + ".java"))
                    .toList();
        }
    }
}
