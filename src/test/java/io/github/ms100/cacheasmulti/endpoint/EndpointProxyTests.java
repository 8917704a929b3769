package io.github.ms100.cacheasmulti.endpoint;

import static io.github.ms100.cacheasmulti.endpoint.EndpointApplications.endpoint;
import static io.github.ms100.cacheasmulti.endpoint.EndpointApplications.lookUp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.BootApplications;
import io.github.ms100.cacheasmulti.internal.endpoint.Reports;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;

@DisplayName("O8 the endpoint sees behind interfaces and proxies: elements have the keys")
class EndpointProxyTests {

    private final ApplicationContextRunner application = EndpointApplications.exposed(
                    BootApplications.withCaches().withPropertyValues("spring.cache.type=simple"))
            .withUserConfiguration(Caches.class);

    @Test
    @DisplayName("of a bean that is a proxy around a proxy: as its calls see it")
    void proxies() {
        application.withBean("cars", ProxyFactoryBean.class).run(context -> {
            context.getBean(Greeted.class).find(List.of(1L));

            assertThat(lookUp(context, "cars", "cars.find", "1")
                            .elements()
                            .get(0)
                            .present())
                    .isTrue();
        });
    }

    interface Greeted {

        @Cacheable(cacheNames = "cars", key = "#root.target.greeting() + #root.target.class.simpleName + #ids")
        Map<Long, String> find(@CacheAsMulti Collection<Long> ids);

        String greeting();
    }

    static class Greeting implements Greeted {

        @Override
        public Map<Long, String> find(Collection<Long> ids) {
            return Map.of(1L, "car 1");
        }

        @Override
        public String greeting() {
            return "hello ";
        }
    }

    static class ProxyFactoryBean implements FactoryBean<Greeted> {

        private final Greeted product = ProxyFactoryBean.proxied();

        private static Greeted proxied() {
            ProxyFactory factory = new ProxyFactory(new Greeting());
            factory.setInterfaces(Greeted.class);
            return (Greeted) factory.getProxy();
        }

        @Override
        public Greeted getObject() {
            return product;
        }

        @Override
        public Class<?> getObjectType() {
            return Greeted.class;
        }
    }

    @Test
    @DisplayName("and its numbers, where an interface has the annotation")
    void numbers() {
        application.withBean("cars", Greeting.class).run(context -> {
            context.getBean(Greeted.class).find(List.of(1L));

            assertThat(endpoint(context).overview().methods())
                    .extracting(Reports.OfMethod::id, Reports.OfMethod::calls)
                    .containsExactly(tuple("cars.find", 1L));
        });
    }

    @Configuration(proxyBeanMethods = false)
    @EnableCaching
    static class Caches {}
}
