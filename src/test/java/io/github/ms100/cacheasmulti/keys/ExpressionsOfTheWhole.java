package io.github.ms100.cacheasmulti.keys;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;

/** Methods whose expressions take an element, or its value, for the whole collection, and others that only seem to. */
final class ExpressionsOfTheWhole {

    private ExpressionsOfTheWhole() {}

    record Tea(Long id) {}

    enum Size {
        SMALL,
        LARGE {
            @Override
            public int size() {
                return 2;
            }
        };

        public int size() {
            return 1;
        }

        public static int length() {
            return 3;
        }
    }

    static class Condition {
        @Cacheable(cacheNames = "c", condition = "#ids.size() > 0")
        public Map<Long, Tea> call(@CacheAsMulti Collection<Long> ids) {
            return Map.of();
        }
    }

    static class ConditionOfVarargs {
        @Cacheable(cacheNames = "c", condition = "!#p0.isEmpty()")
        public Map<Tea, Tea> call(@CacheAsMulti Tea... teas) {
            return Map.of();
        }
    }

    static class ConditionOfNumbers {
        @CacheEvict(cacheNames = "c", condition = "#ids != null && #ids.length > 0")
        public void call(@CacheAsMulti long[] ids) {}
    }

    static class Unless {
        @Cacheable(cacheNames = "c", unless = "#result == null || #result.isEmpty()")
        public Map<Long, Tea> call(@CacheAsMulti Collection<Long> ids) {
            return Map.of();
        }
    }

    static class UnlessOfList {
        @Cacheable(cacheNames = "c", unless = "#result.empty")
        public List<Tea> call(@CacheAsMulti(asElementField = "id") Collection<Long> ids) {
            return List.of();
        }
    }

    static class UnlessOfOptional {
        @CachePut(cacheNames = "c", unless = "#result.isEmpty()")
        public List<Optional<Tea>> call(@CacheAsMulti Collection<Long> ids) {
            return List.of();
        }
    }

    static class UnlessByTernary {
        @Cacheable(cacheNames = "c", unless = "#result == null ? true : #result.size() == 0")
        public Tea[] call(@CacheAsMulti Collection<Long> ids) {
            return new Tea[0];
        }
    }

    static class KeyOfElements {
        @CacheEvict(cacheNames = "c", key = "#teas.![id]")
        public void call(@CacheAsMulti List<Tea> teas) {}
    }

    static class KeyOfOne {
        @CacheEvict(cacheNames = "c", key = "#teas[0]")
        public void call(@CacheAsMulti List<? extends Tea> teas) {}
    }

    static class KeyOfResult {
        @CachePut(cacheNames = "c", key = "#result.?[id > 0]")
        public List<Tea> call(@CacheAsMulti List<Tea> teas) {
            return teas;
        }
    }

    static class KeyInList {
        @CacheEvict(cacheNames = "c", key = "{#teas.stream(), #p1}")
        public void call(@CacheAsMulti List<Tea> teas, String tenant) {}
    }

    static class Right {

        @Cacheable(cacheNames = "texts", condition = "!#texts.isEmpty()", unless = "#result.empty")
        public List<String> texts(@CacheAsMulti List<String> texts) {
            return texts;
        }

        @Cacheable(cacheNames = "safe", condition = "#ids?.size() > 0")
        public List<String> nullSafe(@CacheAsMulti List<Long> ids) {
            return named(ids);
        }

        @Cacheable(cacheNames = "guarded", condition = "#ids instanceof T(java.util.List) ? #ids.size() > 0 : true")
        public List<String> guarded(@CacheAsMulti List<Long> ids) {
            return named(ids);
        }

        @Cacheable(
                cacheNames = "guarded",
                condition = "#root.methodName == 'other' && #ids.size() > 0",
                unless = "#result != null || #result.isBlank()")
        public List<String> switchedOff(@CacheAsMulti List<Long> ids) {
            return named(ids);
        }

        @Cacheable(
                cacheNames = "members",
                key = "#teas.id + #teas.hashCode() + #teas.getClass().name + #teas.toString()")
        public List<String> members(@CacheAsMulti List<Tea> teas) {
            return named(teas);
        }

        @Cacheable(cacheNames = "grouped", unless = "#result.isEmpty()")
        public List<Tea> grouped(@CacheAsMulti(asElementField = "id", grouped = true) List<Long> ids) {
            return ids.stream().map(Tea::new).toList();
        }

        @Cacheable(cacheNames = "root", condition = "#root.caches.size() > 0 && #root.args.length > 0")
        public List<String> root(@CacheAsMulti List<Long> ids) {
            return named(ids);
        }

        @Cacheable(cacheNames = "types", condition = "#types.length() > 0")
        public List<String> types(@CacheAsMulti List<Class<Size>> types) {
            return named(types);
        }

        @Cacheable(cacheNames = "supertypes", condition = "#ids.size() > 0")
        public List<String> supertypes(@CacheAsMulti Collection<? super Long> ids) {
            return named(ids);
        }

        @Cacheable(cacheNames = "unknown", condition = "#ids.size() > 0")
        public <T> List<String> unknown(@CacheAsMulti Collection<T> ids) {
            return named(ids);
        }

        @Cacheable(cacheNames = "constants", condition = "#sizes.size() > 1")
        public List<String> constants(@CacheAsMulti Collection<Size> sizes) {
            return named(sizes);
        }

        @CacheEvict(cacheNames = "members", allEntries = true, key = "#teas.![id]")
        public void evictAll(@CacheAsMulti List<Tea> teas) {}

        private static List<String> named(Collection<?> elements) {
            return elements.stream().map(String::valueOf).toList();
        }
    }
}
