package io.github.ms100.cacheasmulti.inheritance;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Collection;
import java.util.Map;
import org.springframework.cache.annotation.CacheConfig;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.Caching;
import org.springframework.core.annotation.AliasFor;

/** The places where annotations may stand. */
final class Declarations {

    private Declarations() {}

    interface Annotated extends Cars {

        @Override
        @Cacheable("cars")
        String findById(Long id);

        @Override
        @Cacheable("cars")
        Map<Long, String> findByIds(@CacheAsMulti Collection<Long> ids);
    }

    static class OnInterface extends Garage implements Annotated {

        @Override
        public String findById(Long id) {
            return load(id);
        }

        @Override
        public Map<Long, String> findByIds(Collection<Long> ids) {
            return load(ids);
        }
    }

    abstract static class AnnotatedClass extends Garage implements Cars {

        @Override
        @Cacheable("cars")
        public String findById(Long id) {
            return load(id);
        }

        @Override
        @Cacheable("cars")
        public Map<Long, String> findByIds(@CacheAsMulti Collection<Long> ids) {
            return load(ids);
        }
    }

    static class OnSuperclass extends AnnotatedClass {}

    static class OnOverriddenMethod extends AnnotatedClass {

        @Override
        public String findById(Long id) {
            return super.findById(id);
        }

        @Override
        public Map<Long, String> findByIds(Collection<Long> numbers) {
            return super.findByIds(numbers);
        }
    }

    static class PlainClass extends Garage implements Cars {

        @Override
        public String findById(Long id) {
            return load(id);
        }

        @Override
        public Map<Long, String> findByIds(Collection<Long> ids) {
            return load(ids);
        }
    }

    static class OnOverridingMethod extends PlainClass {

        @Override
        @Cacheable("cars")
        public String findById(Long id) {
            return super.findById(id);
        }

        @Override
        @Cacheable("cars")
        public Map<Long, String> findByIds(@CacheAsMulti Collection<Long> ids) {
            return super.findByIds(ids);
        }
    }

    interface AnnotatedParameter extends Cars {

        @Override
        Map<Long, String> findByIds(@CacheAsMulti Collection<Long> ids);
    }

    static class ParameterOnInterface extends PlainClass implements AnnotatedParameter {

        @Override
        @Cacheable("cars")
        public String findById(Long id) {
            return super.findById(id);
        }

        @Override
        @Cacheable(cacheNames = "cars", key = "#numbers")
        public Map<Long, String> findByIds(Collection<Long> numbers) {
            return super.findByIds(numbers);
        }
    }

    interface CachedOnly extends Cars {

        @Override
        @Cacheable("cars")
        String findById(Long id);

        @Override
        @Cacheable("cars")
        Map<Long, String> findByIds(Collection<Long> ids);
    }

    static class ParameterOnClass extends PlainClass implements CachedOnly {

        @Override
        public String findById(Long id) {
            return super.findById(id);
        }

        @Override
        public Map<Long, String> findByIds(@CacheAsMulti Collection<Long> ids) {
            return super.findByIds(ids);
        }
    }

    @CacheConfig(cacheNames = "cars")
    static class WithCacheConfig extends PlainClass {

        @Override
        @Cacheable
        public String findById(Long id) {
            return super.findById(id);
        }

        @Override
        @Cacheable
        public Map<Long, String> findByIds(@CacheAsMulti Collection<Long> ids) {
            return super.findByIds(ids);
        }
    }

    @Cacheable(cacheNames = "cars", condition = "#root.methodName.startsWith('find')")
    static class OnClass extends PlainClass {

        @Override
        public String findById(Long id) {
            return super.findById(id);
        }

        @Override
        public Map<Long, String> findByIds(@CacheAsMulti Collection<Long> ids) {
            return super.findByIds(ids);
        }
    }

    static class WithCaching extends PlainClass {

        @Override
        @Cacheable("cars")
        public String findById(Long id) {
            return super.findById(id);
        }

        @Override
        @Caching(cacheable = @Cacheable("cars"), evict = @CacheEvict(cacheNames = "others", beforeInvocation = true))
        public Map<Long, String> findByIds(@CacheAsMulti Collection<Long> ids) {
            return super.findByIds(ids);
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Cacheable("cars")
    @interface Cached {

        @AliasFor(annotation = Cacheable.class, attribute = "key")
        String by() default "";
    }

    @Retention(RetentionPolicy.RUNTIME)
    @CacheAsMulti
    @interface Each {

        @AliasFor(annotation = CacheAsMulti.class, attribute = "strictNull")
        boolean strict() default false;
    }

    static class Composed extends PlainClass {

        @Override
        @Cached
        public String findById(Long id) {
            return super.findById(id);
        }

        @Override
        @Cached(by = "#ids")
        public Map<Long, String> findByIds(@Each(strict = true) Collection<Long> ids) {
            return super.findByIds(ids);
        }
    }

    interface WithDefaults extends Cars {

        String read(Long id);

        Map<Long, String> readAll(Collection<Long> ids);

        @Override
        @Cacheable("cars")
        default String findById(Long id) {
            return read(id);
        }

        @Override
        @Cacheable("cars")
        default Map<Long, String> findByIds(@CacheAsMulti Collection<Long> ids) {
            return readAll(ids);
        }
    }

    static class OnDefaultMethod extends Garage implements WithDefaults {

        @Override
        public String read(Long id) {
            return load(id);
        }

        @Override
        public Map<Long, String> readAll(Collection<Long> ids) {
            return load(ids);
        }
    }
}
