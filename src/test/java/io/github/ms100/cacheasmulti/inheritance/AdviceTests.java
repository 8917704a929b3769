package io.github.ms100.cacheasmulti.inheritance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.config.CacheAsMultiConfiguration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.aop.Advisor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.NameMatchMethodPointcut;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Role;

/** Advice of others around the same method. */
@DisplayName("S2: other advice sees the call it would see around any cached method")
class AdviceTests {

    @Test
    void adviceOutsideSeesTheWholeArgumentBeforeAndAfterAndAdviceInsideTheMissesOnly() {
        try (var context = new AnnotationConfigApplicationContext(App.class)) {
            Cars cars = context.getBean(Cars.class);
            Seen outside = context.getBean("outside", Seen.class);
            Seen inside = context.getBean("inside", Seen.class);
            List<Long> argument = new ArrayList<>(List.of(1L, 2L));

            cars.findById(2L);
            Map<Long, String> found = cars.findByIds(argument);
            cars.findByIds(argument);

            String whole = "[1, 2] -> {1=car 1, 2=car 2} -> [1, 2]";
            assertThat(outside.calls()).containsExactly("2 -> car 2 -> 2", whole, whole);
            assertThat(inside.calls()).containsExactly("2 -> car 2 -> 2", "[1] -> {1=car 1} -> [1]");
            assertThat(outside.arguments()).last().isSameAs(argument);
            assertThat(found).hasSize(2);
            assertThat(argument).containsExactly(1L, 2L);
        }
    }

    @Test
    void adviceOutsideMayChangeTheArgument() {
        try (var context = new AnnotationConfigApplicationContext(App.class)) {
            Cars cars = context.getBean(Cars.class);
            context.getBean("outside", Seen.class).replaceBy(List.of(7L));

            assertThat(cars.findByIds(List.of(1L, 2L))).containsExactly(Map.entry(7L, "car 7"));
            assertThat(context.getBean("inside", Seen.class).calls()).containsExactly("[7] -> {7=car 7} -> [7]");
        }
    }

    @Test
    void adviceInsideMayChangeTheResult() {
        try (var context = new AnnotationConfigApplicationContext(App.class)) {
            Cars cars = context.getBean(Cars.class);
            context.getBean("inside", Seen.class).answer(Map.of(1L, "advised"));

            assertThat(cars.findByIds(List.of(1L))).containsExactly(Map.entry(1L, "advised"));
            assertThat(cars.findById(1L)).isEqualTo("advised");
        }
    }

    /** What an advice was called with, what it got, and what the argument was then. */
    static final class Seen {

        private final List<String> calls = new ArrayList<>();

        private final List<Object> arguments = new ArrayList<>();

        private Object replacement;

        private Object answer;

        List<String> calls() {
            return calls;
        }

        List<Object> arguments() {
            return arguments;
        }

        void replaceBy(Object argument) {
            replacement = argument;
        }

        void answer(Object result) {
            answer = result;
        }

        Advisor advisor(int order) {
            NameMatchMethodPointcut pointcut = new NameMatchMethodPointcut();
            pointcut.addMethodName("find*");
            MethodInterceptor advice = invocation -> {
                Object before = Arrays.toString(invocation.getArguments());
                arguments.add(invocation.getArguments()[0]);
                if (replacement != null) {
                    invocation.getArguments()[0] = replacement;
                }
                Object result = (answer != null) ? answer : invocation.proceed();
                calls.add(unbracketed(before) + " -> " + result + " -> "
                        + unbracketed(Arrays.toString(invocation.getArguments())));
                return result;
            };
            DefaultPointcutAdvisor advisor = new DefaultPointcutAdvisor(pointcut, advice);
            advisor.setOrder(order);
            return advisor;
        }

        private static String unbracketed(Object arguments) {
            String text = arguments.toString();
            return text.substring(1, text.length() - 1);
        }
    }

    @Configuration
    @EnableCaching(order = 10)
    @Import({CacheAsMultiConfiguration.class, Declarations.OnOverridingMethod.class})
    static class App {

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static Seen outside() {
            return new Seen();
        }

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static Seen inside() {
            return new Seen();
        }

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static Advisor outsideAdvisor(@Qualifier("outside") Seen outside) {
            return outside.advisor(1);
        }

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static Advisor insideAdvisor(@Qualifier("inside") Seen inside) {
            return inside.advisor(20);
        }

        @Bean
        CacheManager cacheManager() {
            return new ConcurrentMapCacheManager();
        }
    }
}
