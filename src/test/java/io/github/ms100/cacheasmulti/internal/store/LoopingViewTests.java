package io.github.ms100.cacheasmulti.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.PartialBatchException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.Cache;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.core.serializer.support.SerializationDelegate;

/** What a loop does when some of its calls fail (S23, S24). */
class LoopingViewTests {

    private final Cache source = mock();

    private final EnhancedCache looping = ViewCaches.looping(source);

    private final RuntimeException first = new IllegalStateException("first");

    private final RuntimeException second = new IllegalArgumentException("second");

    @Test
    @DisplayName("S23 keys that cannot be read are named, the others are hits")
    void failedReadsDoNotStopTheOthers() {
        when(source.get(1)).thenThrow(first);
        when(source.get(2)).thenReturn(() -> "b");
        when(source.get(4)).thenThrow(second);

        PartialBatchException failure =
                catchThrowableOfType(PartialBatchException.class, () -> looping.multiGet(List.of(1, 2, 3, 4)));

        assertThat(failure.getFailures()).isEqualTo(Map.of(1, first, 4, second));
        assertThat(failure.getFailures().keySet()).containsExactly(1, 4);
        assertThat(failure.getHits()).containsOnlyKeys(2);
        assertThat(failure.getHits().get(2).get()).isEqualTo("b");
        assertThat(failure).hasCause(first);
    }

    @Test
    @DisplayName("S24 entries that cannot be written are named, the others are stored")
    void failedPutsDoNotStopTheOthers() {
        doThrow(first).when(source).put(2, "b");

        PartialBatchException failure = catchThrowableOfType(
                PartialBatchException.class, () -> looping.multiPut(new TreeMap<>(Map.of(1, "a", 2, "b", 3, "c"))));

        assertThat(failure.getFailures()).isEqualTo(Map.of(2, first));
        assertThat(failure.getHits()).isEmpty();
        verify(source).put(1, "a");
        verify(source).put(3, "c");
    }

    @Test
    @DisplayName("S24 keys that cannot be evicted are named, the others are evicted")
    void failedEvictsDoNotStopTheOthers() {
        doThrow(first).when(source).evict(1);
        when(source.evictIfPresent(1)).thenThrow(second);

        PartialBatchException late =
                catchThrowableOfType(PartialBatchException.class, () -> looping.multiEvict(List.of(1, 2)));
        PartialBatchException immediate =
                catchThrowableOfType(PartialBatchException.class, () -> looping.multiEvictIfPresent(List.of(1, 2)));

        assertThat(late.getFailures()).isEqualTo(Map.of(1, first));
        assertThat(immediate.getFailures()).isEqualTo(Map.of(1, second));
        verify(source).evict(2);
        verify(source).evictIfPresent(2);
    }

    @Test
    @DisplayName("S23 an entry of a store-by-value cache that cannot be read is named alone")
    void unreadableEntryIsNamedAlone() {
        ConcurrentHashMap<Object, Object> store = new ConcurrentHashMap<>();
        ClassLoader classLoader = getClass().getClassLoader();
        Cache byValue = new ConcurrentMapCache("byValue", store, true, new SerializationDelegate(classLoader)) {};
        byValue.put(1, "a");
        store.put(2, new byte[] {0, 1, 2});

        PartialBatchException failure = catchThrowableOfType(
                PartialBatchException.class, () -> ViewCaches.looping(byValue).multiGet(List.of(1, 2, 3)));

        assertThat(failure.getFailures()).containsOnlyKeys(2);
        assertThat(failure.getHits()).containsOnlyKeys(1);
    }

    @Test
    @DisplayName("B1 an empty batch does not touch the store")
    void emptyBatchTouchesNothing() {
        looping.multiGet(List.of());
        looping.multiPut(Map.of());
        looping.multiEvict(List.of());
        looping.multiEvictIfPresent(List.of());

        verifyNoInteractions(source);
    }
}
