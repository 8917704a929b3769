package io.github.ms100.cacheasmulti.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ms100.cacheasmulti.config.CacheAsMultiConfiguration;
import io.github.ms100.cacheasmulti.test.idle.IdleAnnotations;
import io.github.ms100.cacheasmulti.test.misuse.JCacheMisuses;
import io.github.ms100.cacheasmulti.test.misuse.SpringMisuses;
import io.github.ms100.cacheasmulti.test.valid.ValidMethods;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.convert.support.DefaultConversionService;

@DisplayName("S25 the checks of the start, without a context")
class BatchMethodsTests {

    private static final String MISUSE = SpringMisuses.class.getPackageName();

    private static final String VALID = ValidMethods.class.getPackageName();

    private static Stream<Class<?>> misusedBeans() {
        return Stream.of(SpringMisuses.class, JCacheMisuses.class)
                .flatMap(misuses -> Arrays.stream(misuses.getDeclaredClasses()))
                .filter(bean -> !bean.isRecord() && !Modifier.isAbstract(bean.getModifiers()));
    }

    private static Stream<Class<?>> validBeans() {
        return Stream.of(ValidMethods.Cars.class, ValidMethods.Implementing.class);
    }

    @ParameterizedTest
    @MethodSource("misusedBeans")
    void everyMisuseIsToldInTheWordsOfTheStart(Class<?> bean) {
        Throwable atTheStart = NestedExceptionUtils.getRootCause(catchThrowable(() -> start(bean)));

        AssertionError problems = problemsIn(MISUSE);

        assertThat(problems).hasMessageContaining("- " + atTheStart.getMessage());
    }

    @Test
    void misuseOfInterfacesIsTold() {
        assertThat(problemsIn(MISUSE)).hasMessageContaining(SpringMisuses.Mapper.class.getName() + ".find(Collection)");
    }

    @Test
    void allProblemsAreToldAtOnceAndNoOthers() {
        long beans = misusedBeans().count() + 1;

        assertThat(problemsIn(MISUSE))
                .hasMessageStartingWith(beans + " problem(s) with batch methods in [" + MISUSE + "]:")
                .satisfies(problems -> assertThat(problems.getMessage().lines().filter(line -> line.startsWith("- ")))
                        .hasSize((int) beans));
    }

    @ParameterizedTest
    @MethodSource("validBeans")
    void validBeansStart(Class<?> bean) {
        assertThatNoException().isThrownBy(() -> start(bean));
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void validMethodsPassAndWhatWasLeftOutIsSaid(CapturedOutput output) {
        BatchMethods.in(VALID).areValid();

        assertThat(output).contains("Not checked in [" + VALID + "]:", ValidMethods.NeedsABean.class.getName());
    }

    @Test
    void annotationsWithoutEffectAreTold() {
        String type = IdleAnnotations.class.getName();

        assertThat(problemsIn(IdleAnnotations.class.getPackageName()))
                .hasMessageStartingWith("5 problem(s)")
                .hasMessageContainingAll(
                        "@CacheAsMulti on " + type + ".uncachedResult has no effect",
                        type + ".hidden has no effect: it is private",
                        type + ".shared has no effect: it is static",
                        type + ".last has no effect: it is final",
                        type + ".uncached has no effect: the method has no cache annotation");
    }

    @Test
    void packagesWithoutBatchMethodsAreNoProof() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> BatchMethods.in("com.exmaple").areValid())
                .withMessageContainingAll("no batch method in [com.exmaple]", "right packages?");
        assertThatIllegalArgumentException().isThrownBy(BatchMethods::in);
    }

    @Test
    void severalPackagesAreLookedAt() {
        assertThat(problemsIn(VALID, IdleAnnotations.class.getPackageName())).hasMessageStartingWith("5 problem(s)");
    }

    @Test
    void conversionsOfTheApplicationCount() {
        DefaultConversionService application = new DefaultConversionService();
        application.addConverter(SpringMisuses.Owner.class, Thread.class, owner -> new Thread());

        AssertionError problems = catchThrowableOfType(
                AssertionError.class,
                () -> BatchMethods.in(MISUSE).convertedBy(application).areValid());

        assertThat(problemsIn(MISUSE)).hasMessageContaining("NoConversion");
        assertThat(problems.getMessage()).doesNotContain("NoConversion").contains("NoSuchField");
    }

    @Test
    void missingParameterNamesAreTold(@TempDir Path directory) throws Exception {
        try (CompiledClasses classes = CompiledClasses.in(directory)) {
            classes.compile("plain.Nameless", """
                    package plain;

                    public class Nameless {
                        @org.springframework.cache.annotation.Cacheable("c")
                        public java.util.List<String> find(
                                @io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti java.util.List<Long> ids) {
                            return java.util.List.of();
                        }
                    }
                    """);

            assertThat(classes.call(() -> problemsIn("plain")))
                    .hasMessageStartingWith("1 problem(s)")
                    .hasMessageContainingAll("plain.Nameless.find(List)", "no names", "-parameters");
        }
    }

    @Test
    void classesThatCannotBeLoadedAreLeftOutAndSaid(@TempDir Path directory) throws Exception {
        try (CompiledClasses classes = CompiledClasses.in(directory)) {
            classes.compile("gone.Library", "package gone; public class Library {}");
            classes.compile("lost.Orphan", "package lost; public class Orphan extends gone.Library {}");
            classes.compile(
                    "lost.User", "package lost; public class User { public gone.Library library() { return null; } }");
            classes.compile("lost.Mapper", "package lost; public interface Mapper { gone.Library library(); }");
            Files.delete(directory.resolve("gone/Library.class"));

            assertThat(classes.call(() -> problemsIn("lost", IdleAnnotations.class.getPackageName())))
                    .hasMessageContainingAll(
                            "5 problem(s)", "Not checked:", "lost.Orphan", "lost.User", "lost.Mapper", "gone.Library");
        }
    }

    private static AssertionError problemsIn(String... packages) {
        return catchThrowableOfType(
                AssertionError.class, () -> BatchMethods.in(packages).areValid());
    }

    private static void start(Class<?> bean) {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.register(Application.class, bean);
            context.refresh();
            List.of(context.getBeanNamesForType(bean)).forEach(context::getBean);
        }
    }

    @Configuration
    @EnableCaching(proxyTargetClass = true)
    @Import(CacheAsMultiConfiguration.class)
    static class Application {

        @Bean
        CacheManager cacheManager() {
            return new ConcurrentMapCacheManager();
        }
    }
}
