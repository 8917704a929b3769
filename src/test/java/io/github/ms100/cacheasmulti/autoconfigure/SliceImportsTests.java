package io.github.ms100.cacheasmulti.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.UrlResource;

/** Which files bring the library into slices; what slices do with it, the applications in {@code consumers} show. */
@DisplayName("The annotation that brings caches into slices")
class SliceImportsTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.springframework.boot.test.autoconfigure.core.AutoConfigureCache",
                "org.springframework.boot.cache.test.autoconfigure.AutoConfigureCache"
            })
    void bringsTheLibraryOnEachLine(String annotation) throws IOException {
        assertThat(importsOf(annotation)).contains(CacheAsMultiAutoConfiguration.class.getName());
    }

    /** Returns what all jars name: Spring Boot has a file of the same name. */
    private List<String> importsOf(String annotation) throws IOException {
        String file = "META-INF/spring/%s.imports".formatted(annotation);
        return Collections.list(getClass().getClassLoader().getResources(file)).stream()
                .flatMap(SliceImportsTests::lines)
                .toList();
    }

    private static Stream<String> lines(URL file) {
        try {
            return new UrlResource(file)
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
