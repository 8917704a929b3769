package io.github.ms100.cacheasmulti.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.benmanes.caffeine.jcache.configuration.CaffeineConfiguration;
import io.github.ms100.cacheasmulti.cache.CacheContents;
import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.PartialBatchException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.cache.Cache;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheLoaderException;
import javax.cache.integration.CacheWriter;
import javax.cache.integration.CacheWriterException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.ehcache.config.units.MemoryUnit;
import org.ehcache.spi.copy.Copier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.cache.jcache.JCacheCache;

/** Bulk calls that fail are repeated key by key, so that exactly the failing keys are named (B1, S23, S24). */
class JCacheFailureTests {

    private static final List<Object> KEYS = List.of(1, 2, 3);

    private static final Map<Object, Object> ENTRIES = new LinkedHashMap<>(Map.of(1, "a", 2, "b", 3, "c"));

    @ParameterizedTest
    @EnumSource
    @DisplayName("S24 an entry that the CacheWriter cannot write is named alone")
    void failedWriteIsNamedAlone(JCaches.Provider provider) {
        try (JCaches caches = provider.open()) {
            JCacheCache source = new JCacheCache(caches.create(writeThrough()));

            PartialBatchException failure =
                    failureOf(() -> ViewCaches.of(new JCacheView(source)).multiPut(ENTRIES));

            assertThat(failure.getFailures()).containsOnlyKeys(2);
            assertThat(failure.getFailures().get(2)).isInstanceOf(CacheWriterException.class);
            assertThat(CacheContents.contents(source, KEYS)).isEqualTo(Map.of(1, "a", 3, "c"));
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("S24 an entry that the CacheWriter cannot delete is named alone")
    void failedEvictIsNamedAlone(JCaches.Provider provider) {
        try (JCaches caches = provider.open()) {
            JCacheCache source = new JCacheCache(caches.create(writeThrough()));
            EnhancedCache batch = ViewCaches.of(new JCacheView(source));
            source.put(1, "a");
            source.put(3, "c");

            PartialBatchException late = failureOf(() -> batch.multiEvict(KEYS));
            source.put(1, "a");
            PartialBatchException immediate = failureOf(() -> batch.multiEvictIfPresent(KEYS));

            assertThat(late.getFailures()).containsOnlyKeys(2);
            assertThat(immediate.getFailures()).containsOnlyKeys(2);
            assertThat(CacheContents.contents(source, KEYS)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("S23 a key whose load fails is named alone")
    void failedLoadIsNamedAlone(JCaches.Provider provider) {
        try (JCaches caches = provider.open()) {
            JCacheCache source = new JCacheCache(
                    caches.create(JCaches.settings().setReadThrough(true).setCacheLoaderFactory(AllButTwo::new)));

            PartialBatchException failure =
                    failureOf(() -> ViewCaches.of(new JCacheView(source)).multiGet(KEYS));

            assertThat(failure.getFailures()).containsOnlyKeys(2);
            assertThat(failure.getFailures().get(2)).isInstanceOf(CacheLoaderException.class);
            assertThat(CacheContents.values(failure.getHits())).isEqualTo(Map.of(1, "1@loaded", 3, "3@loaded"));
        }
    }

    @Test
    @DisplayName("S23 an entry that the copier of Caffeine cannot read is named alone")
    void unreadableCopyOfCaffeineIsNamedAlone() {
        try (JCaches caches = JCaches.ofCaffeine()) {
            CaffeineConfiguration<Integer, Serializable> configuration =
                    new CaffeineConfiguration<>(JCaches.settings());
            configuration.setCopierFactory(() -> JCacheFailureTests::copy);

            assertThatUnreadableEntryIsNamedAlone(new JCacheCache(caches.create(configuration)));
        }
    }

    @Test
    @DisplayName("S23 an entry that the copier of Ehcache cannot read is named alone")
    void unreadableCopyOfEhcacheIsNamedAlone() {
        try (JCaches caches = JCaches.ofEhcache()) {
            JCacheCache source =
                    new JCacheCache(caches.create(JCaches.of(JCaches.tieredCache(ResourcePoolsBuilder.heap(100))
                            .withValueCopier(new ReadingCopier())
                            .build())));

            assertThatUnreadableEntryIsNamedAlone(source);
        }
    }

    private static void assertThatUnreadableEntryIsNamedAlone(JCacheCache source) {
        source.put(1, "a");
        source.put(2, new Unreadable());
        source.put(3, "c");

        PartialBatchException failure =
                failureOf(() -> ViewCaches.of(new JCacheView(source)).multiGet(KEYS));

        assertThat(failure.getFailures()).containsOnlyKeys(2);
        assertThat(CacheContents.values(failure.getHits())).isEqualTo(Map.of(1, "a", 3, "c"));
    }

    @Test
    void entryThatEhcacheCannotReadOffTheHeapMakesItsBatchAMiss() {
        try (JCaches caches = JCaches.ofEhcache()) {
            JCacheCache source = new JCacheCache(caches.create(offHeap()));
            EnhancedCache batch = ViewCaches.of(new JCacheView(source));
            batch.multiPut(Map.of(1, "a", 2, new Unreadable(), 3, "c", 4, "d"));

            assertThat(batch.multiGet(KEYS)).isEmpty();
            assertThat(batch.multiGet(List.of(4))).containsOnlyKeys(4);

            batch.multiPut(ENTRIES);
            assertThat(CacheContents.values(batch.multiGet(KEYS))).isEqualTo(ENTRIES);
        }
    }

    @Test
    @DisplayName("S24 a value that cannot be copied is named alone where a single put fails (Ehcache: since 3.11)")
    void valueThatCannotBeCopiedIsNamedAlone() {
        for (JCaches.Provider provider : JCaches.Provider.values()) {
            try (JCaches caches = provider.open()) {
                JCacheCache source = new JCacheCache(caches.create(JCaches.settings()));
                boolean singlePutFails =
                        catchThrowable(() -> source.put(2, withUnserializable().get(2))) != null;

                PartialBatchException failure =
                        failureOf(() -> ViewCaches.of(new JCacheView(source)).multiPut(withUnserializable()));

                assertThat(failure == null ? Map.of() : failure.getFailures())
                        .hasSize(singlePutFails ? 1 : 0)
                        .allSatisfy((key, cause) -> assertThat(key).isEqualTo(2));
                assertThat(CacheContents.contents(source, KEYS)).isEqualTo(Map.of(1, "a", 3, "c"));
            }
        }
    }

    @Test
    @DisplayName("B1 a value that Ehcache cannot store off the heap is left out, as by a single put")
    void valueThatCannotBeSerializedIsLeftOutAlone() {
        try (JCaches caches = JCaches.ofEhcache()) {
            JCacheCache looped = new JCacheCache(caches.create(offHeap()));
            JCacheCache batched = new JCacheCache(caches.create(offHeap()));

            ViewCaches.looping(looped).multiPut(withUnserializable());
            ViewCaches.of(new JCacheView(batched)).multiPut(withUnserializable());

            assertThat(CacheContents.contents(batched, KEYS))
                    .isEqualTo(CacheContents.contents(looped, KEYS))
                    .isEqualTo(Map.of(1, "a", 3, "c"));
        }
    }

    private static Map<Object, Object> withUnserializable() {
        Map<Object, Object> entries = new LinkedHashMap<>(ENTRIES);
        entries.put(2, new ArrayList<>(List.of(new Object())));
        return entries;
    }

    private static PartialBatchException failureOf(ThrowingCallable call) {
        return catchThrowableOfType(PartialBatchException.class, call);
    }

    private static MutableConfiguration<Integer, Serializable> writeThrough() {
        return JCaches.settings().setWriteThrough(true).setCacheWriterFactory(AllButTwo::new);
    }

    private static Configuration<Integer, Serializable> offHeap() {
        return JCaches.tiers(ResourcePoolsBuilder.newResourcePoolsBuilder().offheap(1, MemoryUnit.MB));
    }

    private static <T> T copy(T value, ClassLoader classLoader) {
        if (value instanceof Unreadable unreadable) {
            unreadable.countCopy();
        }
        return value;
    }

    private static final class ReadingCopier implements Copier<Serializable> {
        @Override
        public Serializable copyForWrite(Serializable value) {
            return copy(value, null);
        }

        @Override
        public Serializable copyForRead(Serializable value) {
            return copy(value, null);
        }
    }

    /** Loads, writes and deletes every key but 2, for which the whole bulk call fails. */
    private static final class AllButTwo
            implements CacheLoader<Integer, Serializable>, CacheWriter<Integer, Serializable> {
        @Override
        public Serializable load(Integer key) {
            refuseTwo(key);
            return key + "@loaded";
        }

        @Override
        public Map<Integer, Serializable> loadAll(Iterable<? extends Integer> keys) {
            Map<Integer, Serializable> loaded = new LinkedHashMap<>();
            keys.forEach(key -> loaded.put(key, load(key)));
            return loaded;
        }

        @Override
        public void write(Cache.Entry<? extends Integer, ? extends Serializable> entry) {
            refuseTwo(entry.getKey());
        }

        @Override
        public void writeAll(Collection<Cache.Entry<? extends Integer, ? extends Serializable>> entries) {
            entries.forEach(this::write);
        }

        @Override
        public void delete(Object key) {
            refuseTwo(key);
        }

        @Override
        public void deleteAll(Collection<?> keys) {
            keys.forEach(this::delete);
        }

        private static void refuseTwo(Object key) {
            if (key.equals(2)) {
                throw new IllegalStateException("refused");
            }
        }
    }

    /** Can be written, which is its first copy, but not read. */
    private static final class Unreadable implements Serializable {
        private static final long serialVersionUID = 1L;

        private int copies;

        void countCopy() {
            if (copies++ > 0) {
                throw new IllegalStateException("unreadable");
            }
        }

        private void readObject(ObjectInputStream in) throws IOException {
            throw new IOException("unreadable");
        }
    }
}
