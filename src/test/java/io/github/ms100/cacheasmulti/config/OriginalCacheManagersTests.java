package io.github.ms100.cacheasmulti.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.fixture.GivenCaches;
import io.github.ms100.cacheasmulti.fixture.WrappedCache;
import io.github.ms100.cacheasmulti.fixture.WrappingTool;
import io.github.ms100.cacheasmulti.internal.store.OriginalCaches.Original;
import java.util.Collection;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.context.support.GenericApplicationContext;

@DisplayName("B2 the cache behind a wrapper is found only where there is no doubt which it is")
class OriginalCacheManagersTests {

    private final Cache cars = new ConcurrentMapCache("cars");

    private final GenericApplicationContext context = new GenericApplicationContext();

    @Test
    void cacheOfTheManagerThatGaveTheWrapper() {
        Cache others = new ConcurrentMapCache("cars");
        start(new GivenCaches(cars), new GivenCaches(others));

        assertThat(given("manager0")).isEqualTo(new Original(cars, "manager0"));
        assertThat(given("manager1")).isEqualTo(new Original(others, "manager1"));
    }

    @Test
    void cacheOfAManagerThatAFactoryBeanMakes() {
        context.registerBean("manager0", Factory.class, () -> new Factory(cars));
        start();

        assertThat(given("manager0")).isEqualTo(new Original(cars, "manager0"));
    }

    @Test
    void managerThatIsNotWrappedHasNoOther() {
        context.registerBean(OriginalCacheManagers.class);
        context.registerBean("manager0", CacheManager.class, () -> new GivenCaches(cars));
        context.refresh();

        assertThat(given("manager0")).isNull();
        assertThat(originals().behind(cars, null)).isNull();
    }

    @Test
    void cacheThatIsNotThereYetIsNotMade() {
        GivenCaches none = new GivenCaches();
        start(none);

        assertThat(originals().behind(new WrappedCache(cars), manager("manager0")))
                .isNull();
        assertThat(none.getCacheNames()).isEmpty();
    }

    @Test
    void ofAnUnknownManagerOnlyTheVeryWrapperCounts() {
        context.registerBean(OriginalCacheManagers.class);
        context.registerBean(KeepingTool.class);
        context.registerBean("manager0", CacheManager.class, () -> new GivenCaches(cars));
        context.refresh();
        Cache kept = manager("manager0").getCache("cars");

        assertThat(originals().behind(kept, null)).isEqualTo(new Original(cars, "manager0"));
        assertThat(originals().behind(new WrappedCache(cars), null)).isNull();
    }

    @Test
    void managerThatIsNoBeanGivesNothing() {
        start(new GivenCaches(cars));
        context.getBeanFactory().initializeBean(new GivenCaches(cars), "inner#1");
        CacheManager own = new GivenCaches(new WrappedCache(cars));

        assertThat(originals().behind(own.getCache("cars"), own)).isNull();
        assertThat(given("manager0")).isEqualTo(new Original(cars, "manager0"));
    }

    @Test
    void managerOfAParentContextGivesNothing() {
        GenericApplicationContext parent = new GenericApplicationContext();
        parent.registerBean("manager0", CacheManager.class, () -> new GivenCaches(new WrappedCache(cars)));
        parent.refresh();
        context.setParent(parent);
        start();

        assertThat(given("manager0")).isNull();
    }

    @Test
    void managerThatCannotBeAskedIsNoReasonToFail() {
        start(new Unreachable(), new GivenCaches(cars));

        assertThat(given("manager1")).isEqualTo(new Original(cars, "manager1"));
        assertThat(originals().behind(new WrappedCache(cars), manager("manager0")))
                .isNull();
    }

    private void start(CacheManager... managers) {
        context.registerBean(WrappingTool.class);
        context.registerBean(OriginalCacheManagers.class);
        for (int i = 0; i < managers.length; i++) {
            CacheManager manager = managers[i];
            context.registerBean("manager" + i, CacheManager.class, () -> manager);
        }
        context.refresh();
    }

    private CacheManager manager(String bean) {
        return context.getBean(bean, CacheManager.class);
    }

    private OriginalCacheManagers originals() {
        return context.getBean(OriginalCacheManagers.class);
    }

    /** Returns what is behind the wrapper that a manager gives. */
    private Original given(String bean) {
        return originals().behind(manager(bean).getCache("cars"), manager(bean));
    }

    /** A tool that keeps its wrappers. */
    static final class KeepingTool implements BeanPostProcessor {

        @Override
        public Object postProcessAfterInitialization(Object bean, String beanName) {
            return (bean instanceof CacheManager manager)
                    ? new GivenCaches(new WrappedCache(manager.getCache("cars")))
                    : bean;
        }
    }

    static final class Factory implements FactoryBean<CacheManager> {

        private final Cache cache;

        Factory(Cache cache) {
            this.cache = cache;
        }

        @Override
        public CacheManager getObject() {
            return new GivenCaches(cache);
        }

        @Override
        public Class<?> getObjectType() {
            return CacheManager.class;
        }
    }

    static final class Unreachable implements CacheManager {

        @Override
        public Cache getCache(String name) {
            return null;
        }

        @Override
        public Collection<String> getCacheNames() {
            throw new IllegalStateException("unreachable");
        }
    }
}
