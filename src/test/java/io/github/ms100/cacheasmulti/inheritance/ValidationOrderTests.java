package io.github.ms100.cacheasmulti.inheritance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.SpringLine;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Payload;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.cache.annotation.CacheResult;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.validation.annotation.Validated;
import org.springframework.validation.beanvalidation.MethodValidationInterceptor;
import org.springframework.validation.beanvalidation.MethodValidationPostProcessor;

@ExtendWith(OutputCaptureExtension.class)
@DisplayName("S2, S25 validation inside the cache judges what is to be loaded, and that is a warning")
class ValidationOrderTests {

    private static final String WARNING = "is validated inside the cache";

    @Test
    void insideTheCacheValidCallsFailAndOthersPassSoItIsAWarning(CapturedOutput output) {
        try (CachingContext context = CachingContext.of(Inside.class, Cars.class)) {
            Cars cars = context.bean(Cars.class);
            cars.find(List.of(1L, 2L));

            assertThatExceptionOfType(ConstraintViolationException.class)
                    .isThrownBy(() -> cars.find(List.of(1L, 2L, 3L)));
            assertThat(cars.find(List.of(1L, 2L, 3L, 4L))).hasSize(4);
        }

        assertThat(output)
                .containsOnlyOnce(WARNING)
                .contains("WARN", Cars.class.getName() + ".find(Collection)", "@Size on the argument");
    }

    @Test
    void outsideTheCacheTheCallersArgumentIsJudged(CapturedOutput output) {
        try (CachingContext context = CachingContext.of(Outside.class, Cars.class)) {
            Cars cars = context.bean(Cars.class);
            cars.find(List.of(1L, 2L));

            assertThat(cars.find(List.of(1L, 2L, 3L))).hasSize(3);
            assertThatExceptionOfType(ConstraintViolationException.class)
                    .isThrownBy(() -> cars.find(List.of(1L, 2L, 3L, 4L)));
        }

        assertThat(output).doesNotContain(WARNING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OfResult   | @NotEmpty on the result",
                "OfElements | @Valid on the argument",
                "OfOwn      | @AtMostThree on the argument",
                "OfSeveral  | @Size on the argument",
                "OfStandard | @Size on the argument",
                "OnDemand   | @Size on the argument",
                "OfEachCall | @Size on the argument"
            })
    void everyConstraintOfTheWholeIsAWarningOnce(String name, String constraint, CapturedOutput output)
            throws ClassNotFoundException {
        Class<?> bean = Class.forName(getClass().getName() + "$" + name);
        try (CachingContext context = CachingContext.of(Inside.class, bean)) {
            context.bean(bean);
            context.bean(bean);
        }

        assertThat(output).containsOnlyOnce(WARNING).contains(bean.getName() + ".find(Collection)", constraint);
    }

    @ParameterizedTest
    @ValueSource(classes = {OnElements.class, OnWrites.class, Harmless.class, NotValidated.class})
    void whatIsTheSameForThePartIsNoWarning(Class<?> bean, CapturedOutput output) {
        try (CachingContext context = CachingContext.of(Inside.class, bean)) {
            assertThat(context.bean(bean)).isNotNull();
        }

        assertThat(output).doesNotContain(WARNING);
    }

    @Test
    void aProxyBehindTheProxyIsLookedAtToo(CapturedOutput output) {
        try (CachingContext context = CachingContext.of(ValidatedBehind.class)) {
            assertThat(context.bean(CarApi.class)).isNotNull();
        }

        assertThat(output).containsOnlyOnce(WARNING).contains(CarApi.class.getName() + ".find(Collection)");
    }

    @Test
    void springBootsOwnValidationStandsInside(CapturedOutput output) {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        SpringLine.validationAutoConfiguration(),
                        io.github.ms100.cacheasmulti.autoconfigure.CacheAsMultiAutoConfiguration.class))
                .withUserConfiguration(BootApp.class, Cars.class)
                .withBean(ConcurrentMapCacheManager.class)
                .run(context -> assertThat(context).hasSingleBean(Cars.class));

        assertThat(output).containsOnlyOnce(WARNING).contains(Cars.class.getName() + ".find(Collection)");
    }

    static Map<Long, String> named(Collection<Long> ids) {
        Map<Long, String> found = new HashMap<>();
        ids.forEach(id -> found.put(id, "car " + id));
        return found;
    }

    static class Inside {
        @Bean
        static MethodValidationPostProcessor validation() {
            return new MethodValidationPostProcessor();
        }
    }

    static class Outside {
        @Bean
        static MethodValidationPostProcessor validation() {
            MethodValidationPostProcessor validation = new MethodValidationPostProcessor();
            validation.setBeforeExistingAdvisors(true);
            return validation;
        }
    }

    @EnableCaching(proxyTargetClass = true)
    static class BootApp {}

    @Validated
    static class Cars {
        @Cacheable("cars")
        public Map<Long, String> find(@Size(min = 2, max = 3) @CacheAsMulti Collection<Long> ids) {
            return named(ids);
        }
    }

    @Validated
    static class OfResult {
        @NotEmpty
        @Cacheable("cars")
        public Map<Long, String> find(@CacheAsMulti Collection<Long> ids) {
            return named(ids);
        }
    }

    record Car(@NotNull Long id) {}

    @Validated
    static class OfElements {
        @Cacheable("cars")
        public List<Car> find(@Valid @CacheAsMulti Collection<Car> cars) {
            return List.copyOf(cars);
        }
    }

    @Size(max = 3)
    @Constraint(validatedBy = {})
    @Retention(RetentionPolicy.RUNTIME)
    @interface AtMostThree {
        String message() default "";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    @Validated
    static class OfOwn {
        @Cacheable("cars")
        public Map<Long, String> find(@AtMostThree @CacheAsMulti Collection<Long> ids) {
            return named(ids);
        }
    }

    interface Several {
        Map<Long, String> find(@Size(min = 1) @Size(max = 3) Collection<Long> ids);
    }

    @Validated
    static class OfSeveral implements Several {
        @Override
        @Cacheable("cars")
        public Map<Long, String> find(@CacheAsMulti Collection<Long> ids) {
            return named(ids);
        }
    }

    @Validated
    static class OfStandard {
        @CacheResult(cacheName = "cars")
        public Map<Long, String> find(@Size(max = 3) @CacheAsMulti Collection<Long> ids) {
            return named(ids);
        }
    }

    @Lazy
    static class OnDemand extends Cars {}

    @Scope("prototype")
    static class OfEachCall extends Cars {}

    @Validated
    static class OnElements {
        @Cacheable("cars")
        public Map<Long, String> find(@CacheAsMulti Collection<@Positive Long> ids) {
            return named(ids);
        }
    }

    @Validated
    static class OnWrites {
        @CachePut("cars")
        public Map<Long, String> put(@Size(max = 3) @CacheAsMulti Collection<Long> ids) {
            return named(ids);
        }

        @CacheEvict("cars")
        public void evict(@Size(max = 3) @CacheAsMulti Collection<Long> ids) {}
    }

    @Validated
    static class Harmless {
        @NotNull
        @Cacheable("cars")
        public Map<Long, String> find(
                @NotNull @NotEmpty @CacheAsMulti Collection<Long> ids, @Size(max = 3) String tag) {
            return named(ids);
        }
    }

    static class NotValidated {
        @Cacheable("cars")
        public Map<Long, String> find(@Size(max = 3) @CacheAsMulti Collection<Long> ids) {
            return named(ids);
        }
    }

    interface CarApi {
        @Cacheable("cars")
        Map<Long, String> find(@Size(max = 3) @CacheAsMulti Collection<Long> ids);
    }

    static class ValidatedBehind implements FactoryBean<CarApi> {
        @Override
        public CarApi getObject() {
            ProxyFactory proxy = new ProxyFactory((CarApi) ValidationOrderTests::named);
            proxy.addAdvice(new MethodValidationInterceptor());
            return (CarApi) proxy.getProxy(getClass().getClassLoader());
        }

        @Override
        public Class<?> getObjectType() {
            return CarApi.class;
        }
    }
}
