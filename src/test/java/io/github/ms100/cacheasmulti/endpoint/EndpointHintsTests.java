package io.github.ms100.cacheasmulti.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.autoconfigure.CacheAsMultiEndpointAutoConfiguration;
import io.github.ms100.cacheasmulti.endpoint.EndpointCars.CachingApplication;
import io.github.ms100.cacheasmulti.fixture.AutoConfigureCaching;
import io.github.ms100.cacheasmulti.internal.endpoint.CacheBatchesPage;
import io.github.ms100.cacheasmulti.internal.endpoint.Reports;
import io.github.ms100.cacheasmulti.internal.statistics.FailureNumbers.Failures;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aot.hint.ExecutableHint;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.util.ClassUtils;

@DisplayName("O8 a native image is told")
class EndpointHintsTests {

    private final RuntimeHints hints = hints();

    static Stream<Class<?>> answers() {
        return Stream.concat(Arrays.stream(Reports.class.getDeclaredClasses()), Stream.of(Failures.class));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    @DisplayName("all that the endpoint answers, for it to be written as JSON:")
    void answers(Class<?> type) {
        assertThat(RuntimeHintsPredicates.reflection().onType(type)).accepts(hints);
        assertThat(hints.reflection().getTypeHint(type).methods())
                .filteredOn(method -> method.getMode() == ExecutableMode.INVOKE)
                .extracting(ExecutableHint::getName)
                .containsAll(Stream.of(type.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"page.html", "page.js", "page.css"})
    @DisplayName("the files of the page:")
    void files(String name) {
        String folder = ClassUtils.classPackageAsResourcePath(CacheBatchesPage.class) + "/ui/";

        assertThat(RuntimeHintsPredicates.resource().forResource(folder + name)).accepts(hints);
    }

    @Test
    @DisplayName("no other files of the library")
    void noOtherFiles() {
        String other = ClassUtils.classPackageAsResourcePath(CacheBatchesPage.class) + "/CacheBatchesPage.class";

        assertThat(RuntimeHintsPredicates.resource().forResource(other)).rejects(hints);
    }

    private static RuntimeHints hints() {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.register(Application.class);
        TestGenerationContext generation = new TestGenerationContext(EndpointHintsTests.class);
        new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
        return generation.getRuntimeHints();
    }

    @Import(CachingApplication.class)
    @AutoConfigureCaching
    @ImportAutoConfiguration(CacheAsMultiEndpointAutoConfiguration.class)
    static class Application {}
}
