package io.github.ms100.cacheasmulti.inheritance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.config.CacheAsMultiConfiguration;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.TargetSource;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.target.EmptyTargetSource;
import org.springframework.aop.target.SingletonTargetSource;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Where annotations may stand, and behind which proxies. */
@DisplayName("S26: inheritance and proxies")
class InheritanceTests {

    static Stream<Arguments> declarations() {
        return Stream.<Supplier<Cars>>of(
                        Declarations.OnInterface::new,
                        Declarations.OnSuperclass::new,
                        Declarations.OnOverriddenMethod::new,
                        Declarations.OnOverridingMethod::new,
                        Declarations.ParameterOnInterface::new,
                        Declarations.ParameterOnClass::new,
                        Declarations.WithCacheConfig::new,
                        Declarations.OnClass::new,
                        Declarations.WithCaching::new,
                        Declarations.Composed::new,
                        Declarations.OnDefaultMethod::new,
                        Hierarchies.InheritedImplementation::new)
                .flatMap(cars -> Stream.of(Jdk.class, Cglib.class)
                        .map(proxies ->
                                Arguments.of(cars.get().getClass().getSimpleName(), proxies.getSimpleName(), cars)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("declarations")
    void batchMethodsWorkWhereverTheirAnnotationsStand(String declaration, String proxies, Supplier<Cars> cars) {
        try (var context = context(cars, proxies)) {
            Cars bean = context.getBean("cars", Cars.class);

            assertThat(AopUtils.isCglibProxy(bean)).isEqualTo(proxies.equals("Cglib"));
            assertElementsAreShared(bean);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Jdk", "Cglib"})
    void aGenericInterfaceWorksThroughBridgeMethods(String proxies) {
        try (var context = context(Hierarchies.OnGenericInterface::new, proxies)) {
            @SuppressWarnings("unchecked")
            Hierarchies.Generic<Long, List<Long>> bean = context.getBean("cars", Hierarchies.Generic.class);

            assertThat(bean.findAll(List.of(1L, 2L))).containsExactly(Map.entry(1L, "car 1"), Map.entry(2L, "car 2"));
            assertThat(bean.findAll(List.of(3L, 1L)).keySet()).containsExactly(3L, 1L);
            assertThat(bean.find(3L)).isEqualTo("car 3");
            assertThat(bean.loads()).containsExactly(List.of(1L, 2L), List.of(3L));
        }
    }

    @Test
    void aBridgeMayLeadToAnInheritedMethod() {
        try (var context =
                new AnnotationConfigApplicationContext(Jdk.class, Hierarchies.InheritedThroughBridge.class)) {
            @SuppressWarnings("unchecked")
            Hierarchies.Keyed<List<Long>> bean = context.getBean(Hierarchies.Keyed.class);

            assertThat(bean.findByIds(List.of(1L, 2L))).hasSize(2);
            assertThat(bean.findByIds(List.of(3L, 1L)).keySet()).containsExactly(3L, 1L);
            assertThat(bean.loads()).containsExactly(List.of(1L, 2L), List.of(3L));
        }
    }

    @Test
    void theTypeOfElementsIsThatOfTheSubclass() {
        try (var context = new AnnotationConfigApplicationContext(Cglib.class, Hierarchies.LongRows.class)) {
            Hierarchies.LongRows rows = context.getBean(Hierarchies.LongRows.class);

            assertThat(rows.findRows(List.of(1L, 2L))).hasSize(2);
            assertThat(rows.findRows(List.of(2L, 3L)))
                    .extracting(Hierarchies.Row::number)
                    .containsExactly(2, 3);
            assertThat(rows.loads()).containsExactly(List.of(1L, 2L), List.of(3L));
        }
    }

    @Test
    void methodsThatAreNotPublicAreBatchMethodsOfClassProxies() {
        try (var context = new AnnotationConfigApplicationContext(Cglib.class, Hierarchies.LongRows.class)) {
            Hierarchies.LongRows rows = context.getBean(Hierarchies.LongRows.class);

            rows.findProtected(List.of(1L, 2L));
            rows.findInPackage(List.of(2L, 3L));
            rows.findProtected(List.of(3L, 1L));

            assertThat(rows.loads()).containsExactly(List.of(1L, 2L), List.of(3L));
        }
    }

    @Test
    void anInterfaceMayAnnotateMethodsThatAClassInherits() {
        try (var context = context(Hierarchies.InheritedFromPlain::new, "Jdk")) {
            assertElementsAreShared(context.getBean("cars", Cars.class));
        }
    }

    @Test
    void aProxyOfSpringAroundTheBeanIsSeenThrough() {
        Supplier<Cars> proxied = () -> (Cars) new ProxyFactory(new Declarations.OnInterface()).getProxy();

        try (var context = context(proxied, "Jdk")) {
            assertElementsAreShared(context.getBean("cars", Cars.class));
        }
    }

    @Test
    void proxiesOfOneClassAreSeenThroughToWhatStandsBehindEach() {
        try (var context = new AnnotationConfigApplicationContext(Jdk.class)) {
            CacheInterceptor interceptor = context.getBean(CacheInterceptor.class);
            Cars withoutTarget = cached(asProxy(EmptyTargetSource.INSTANCE), interceptor);
            Cars plain = cached(asProxy(new SingletonTargetSource(new Declarations.PlainClass())), interceptor);
            Cars batch = cached(asProxy(new SingletonTargetSource(new Declarations.OnOverridingMethod())), interceptor);

            assertThat(withoutTarget.findByIds(List.of(5L))).isEmpty();
            assertThat(plain.findByIds(List.of(5L))).hasSize(1);
            assertElementsAreShared(batch);
            assertThat(plain.findByIds(List.of(5L))).hasSize(1);
            assertThat(plain.loads()).hasSize(2);
        }
    }

    private static Cars cached(Cars target, CacheInterceptor interceptor) {
        ProxyFactory factory = new ProxyFactory(Cars.class, new SingletonTargetSource(target));
        factory.addAdvice(interceptor);
        return (Cars) factory.getProxy();
    }

    /** All of these are of one class. */
    private static Cars asProxy(TargetSource target) {
        ProxyFactory factory = new ProxyFactory(Cars.class, target);
        MethodInterceptor answers = invocation -> (invocation.getThis() == null) ? Map.of() : invocation.proceed();
        factory.addAdvice(answers);
        return (Cars) factory.getProxy();
    }

    @Test
    void aCglibProxyAroundTheBeanIsSeenThrough() {
        Supplier<Cars> proxied = () -> {
            ProxyFactory factory = new ProxyFactory(new Declarations.OnOverridingMethod());
            factory.setProxyTargetClass(true);
            return (Cars) factory.getProxy();
        };

        try (var context = context(proxied, "Cglib")) {
            assertElementsAreShared(context.getBean("cars", Cars.class));
        }
    }

    @Test
    void aProxyOfAnotherKindIsCachedByItsInterface() {
        Supplier<Cars> proxied = () -> {
            Cars target = new Declarations.PlainClass();
            return (Cars) Proxy.newProxyInstance(
                    Cars.class.getClassLoader(),
                    new Class<?>[] {Declarations.Annotated.class},
                    (proxy, method, arguments) -> Cars.class
                            .getMethod(method.getName(), method.getParameterTypes())
                            .invoke(target, arguments));
        };

        try (var context = context(proxied, "Jdk")) {
            assertElementsAreShared(context.getBean("cars", Cars.class));
        }
    }

    /** As the factories of HTTP interfaces make them. */
    @Test
    void aProxyWithoutTargetIsCachedByItsInterface() {
        Supplier<Cars> proxied = () -> {
            Cars answers = new Declarations.PlainClass();
            MethodInterceptor client = invocation -> Cars.class
                    .getMethod(
                            invocation.getMethod().getName(),
                            invocation.getMethod().getParameterTypes())
                    .invoke(answers, invocation.getArguments());
            return ProxyFactory.getProxy(Declarations.Annotated.class, client);
        };

        try (var context = context(proxied, "Jdk")) {
            assertElementsAreShared(context.getBean("cars", Cars.class));
        }
    }

    private static void assertElementsAreShared(Cars cars) {
        assertThat(cars.findByIds(List.of(1L, 2L))).containsExactly(Map.entry(1L, "car 1"), Map.entry(2L, "car 2"));
        assertThat(cars.findByIds(List.of(3L, 1L, 2L)).keySet()).containsExactly(3L, 1L, 2L);
        assertThat(cars.findById(3L)).isEqualTo("car 3");
        assertThat(cars.findById(4L)).isEqualTo("car 4");
        assertThat(cars.findByIds(List.of(4L))).containsExactly(Map.entry(4L, "car 4"));
        assertThat(cars.loads()).containsExactly(List.of(1L, 2L), List.of(3L), List.of(4L));
    }

    private static AnnotationConfigApplicationContext context(Supplier<Cars> cars, String proxies) {
        var context = new AnnotationConfigApplicationContext();
        context.register(proxies.equals("Jdk") ? Jdk.class : Cglib.class);
        context.registerBean("cars", Cars.class, cars);
        context.refresh();
        return context;
    }

    @Configuration
    @Import(CacheAsMultiConfiguration.class)
    static class Base {

        @Bean
        CacheManager cacheManager() {
            return new ConcurrentMapCacheManager();
        }
    }

    @Configuration
    @EnableCaching
    @Import(Base.class)
    static class Jdk {}

    @Configuration
    @EnableCaching(proxyTargetClass = true)
    @Import(Base.class)
    static class Cglib {}
}
