package io.github.ms100.cacheasmulti.inheritance;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.config.CacheAsMultiConfiguration;
import io.github.ms100.cacheasmulti.inheritance.InterfacesOnly.MisusedApi;
import io.github.ms100.cacheasmulti.inheritance.InterfacesOnly.MisusedCars;
import io.github.ms100.cacheasmulti.inheritance.InterfacesOnly.MisusedFunction;
import io.github.ms100.cacheasmulti.inheritance.InterfacesOnly.MisusedMapper;
import io.github.ms100.cacheasmulti.inheritance.InterfacesOnly.MisusedStore;
import io.github.ms100.cacheasmulti.inheritance.InterfacesOnly.Positional;
import io.github.ms100.cacheasmulti.inheritance.InterfacesOnly.PositionalApi;
import io.github.ms100.cacheasmulti.inheritance.InterfacesOnly.PositionalCars;
import io.github.ms100.cacheasmulti.inheritance.InterfacesOnly.PositionalFunction;
import io.github.ms100.cacheasmulti.inheritance.InterfacesOnly.PositionalMapper;
import io.github.ms100.cacheasmulti.inheritance.InterfacesOnly.PositionalStore;
import io.github.ms100.cacheasmulti.inheritance.InterfacesOnly.Standard;
import io.github.ms100.cacheasmulti.internal.method.InvalidBatchMethodException;
import java.io.Closeable;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.aopalliance.intercept.MethodInterceptor;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mybatis.spring.mapper.MapperFactoryBean;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;
import org.springframework.data.repository.ListCrudRepository;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.mock.http.client.MockClientHttpResponse;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

@DisplayName("S25, S26 messages about beans that are interfaces only name the interface")
class InterfaceNamesTests {

    @ParameterizedTest
    @EnumSource
    void atTheStart(Kind kind) {
        assertThatExceptionOfType(InvalidBatchMethodException.class)
                .isThrownBy(() -> unwrapped(() -> started(kind.misused)))
                .withMessageContainingAll(kind.misused.getName() + ".find(Collection)", "Stream")
                .withMessageNotContainingAny("Proxy", "Lambda", "Target");
    }

    @ParameterizedTest
    @EnumSource
    void atTheCall(Kind kind) {
        try (var context = context(kind.positional)) {
            Positional cars = (Positional) context.getBean(kind.positional);

            assertThatIllegalStateException()
                    .isThrownBy(() -> cars.find(List.of(1L, 2L)))
                    .withMessageContaining(kind.positional.getName() + ".find(Collection)")
                    .withMessageNotContainingAny("Proxy", "Lambda", "Target");
        }
    }

    @Test
    void ofJsr107Too() {
        assertThatExceptionOfType(InvalidBatchMethodException.class)
                .isThrownBy(() -> unwrapped(() -> started(Standard.class)))
                .withMessageContaining(Standard.class.getName() + ".find(Collection)")
                .withMessageNotContainingAny("Proxy", "Lambda");
    }

    @Test
    void ofRepositoriesAtTheStart() {
        assertThatExceptionOfType(InvalidBatchMethodException.class)
                .isThrownBy(() -> unwrapped(InterfaceNamesTests::startedRepositories))
                .withMessageContaining(MisusedRepository.class.getName() + ".findAllById(Iterable)")
                .withMessageNotContainingAny("Proxy", "SimpleJdbcRepository");
    }

    private static <T> Closeable started(Class<T> type) {
        var context = context(type);
        // The product of a factory is made when it is asked for.
        context.getBean(type);
        return context;
    }

    private static Closeable startedRepositories() {
        var context = new SpringApplicationBuilder(MisusedRepositories.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.main.banner-mode=off",
                        "spring.datasource.generate-unique-name=true",
                        "spring.data.redis.repositories.enabled=false")
                .run();
        context.getBean(MisusedRepository.class);
        return context;
    }

    private static void unwrapped(Supplier<? extends Closeable> start) throws Throwable {
        try (Closeable context = start.get()) {
            // The failure is to be that of the start.
        } catch (Exception ex) {
            Throwable root = ex;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            throw root;
        }
    }

    private static <T> AnnotationConfigApplicationContext context(Class<T> type) {
        var context = new AnnotationConfigApplicationContext();
        context.register(App.class);
        context.registerBean(CacheManager.class, () -> new ConcurrentMapCacheManager());
        Kind.of(type).register(context, type);
        context.refresh();
        return context;
    }

    /** What makes a bean of an interface. */
    enum Kind {
        JDK_PROXY(MisusedCars.class, PositionalCars.class) {
            @Override
            <T> T make(Class<T> type) {
                return type.cast(Proxy.newProxyInstance(
                        type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> List.of("one")));
            }
        },
        LAMBDA(MisusedFunction.class, PositionalFunction.class) {
            @Override
            <T> T make(Class<T> type) {
                return type.cast(
                        type == MisusedFunction.class
                                ? (MisusedFunction) ids -> Stream.of("one")
                                : (PositionalFunction) ids -> List.of("one"));
            }
        },
        TARGET_OF_ANOTHER_TYPE(MisusedStore.class, PositionalStore.class) {
            @Override
            <T> T make(Class<T> type) {
                ProxyFactory factory = new ProxyFactory(new Target());
                factory.setInterfaces(type);
                factory.addAdvice((MethodInterceptor) invocation -> List.of("one"));
                return type.cast(factory.getProxy(type.getClassLoader()));
            }
        },
        HTTP_INTERFACE(MisusedApi.class, PositionalApi.class) {
            @Override
            <T> T make(Class<T> type) {
                RestClient client = RestClient.builder()
                        .requestInterceptor((request, body, execution) -> new OneCar())
                        .build();
                return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client))
                        .build()
                        .createClient(type);
            }
        },
        MAPPER(MisusedMapper.class, PositionalMapper.class) {
            @Override
            <T> void register(AnnotationConfigApplicationContext context, Class<T> type) {
                DriverManagerDataSource source = new DriverManagerDataSource("jdbc:h2:mem:");
                var configuration = new org.apache.ibatis.session.Configuration(
                        new Environment("test", new JdbcTransactionFactory(), source));
                context.registerBean(MapperFactoryBean.class, () -> {
                    MapperFactoryBean<T> mapper = new MapperFactoryBean<>(type);
                    mapper.setSqlSessionFactory(new SqlSessionFactoryBuilder().build(configuration));
                    return mapper;
                });
            }
        };

        private final Class<?> misused;

        private final Class<?> positional;

        Kind(Class<?> misused, Class<?> positional) {
            this.misused = misused;
            this.positional = positional;
        }

        <T> T make(Class<T> type) {
            throw new UnsupportedOperationException(type.getName());
        }

        <T> void register(AnnotationConfigApplicationContext context, Class<T> type) {
            context.registerBean("cars", ProductOf.class, () -> new ProductOf<>(type, this::make));
        }

        static Kind of(Class<?> type) {
            return Stream.of(values())
                    .filter(kind -> kind.misused == type || kind.positional == type)
                    .findFirst()
                    .orElse(JDK_PROXY);
        }
    }

    record ProductOf<T>(Class<T> type, Function<Class<T>, T> make) implements FactoryBean<T> {

        @Override
        public T getObject() {
            return make.apply(type);
        }

        @Override
        public Class<?> getObjectType() {
            return type;
        }
    }

    /** What stands behind a repository: a class that knows nothing of the interface. */
    static class Target {}

    /** An answer with one car, whatever was asked for. */
    static final class OneCar extends MockClientHttpResponse {

        OneCar() {
            super("[\"one\"]".getBytes(StandardCharsets.UTF_8), 200);
            getHeaders().set("Content-Type", "application/json");
        }
    }

    interface MisusedRepository extends ListCrudRepository<Car, Long> {

        @Override
        @Cacheable(cacheNames = "cars", key = "'all'")
        List<Car> findAllById(@CacheAsMulti Iterable<Long> ids);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableCaching
    @Import(CacheAsMultiConfiguration.class)
    static class App {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableCaching
    @EnableJdbcRepositories(considerNestedRepositories = true)
    static class MisusedRepositories {}
}
