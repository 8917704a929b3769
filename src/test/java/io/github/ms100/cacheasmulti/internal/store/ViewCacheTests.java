package io.github.ms100.cacheasmulti.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.lang.reflect.Method;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.cache.Cache;

/** Single-key calls reach the user's own cache, default methods too (S2). */
class ViewCacheTests {

    private final Cache source = mock();

    private final Cache forwarding = ViewCaches.looping(source);

    static Method[] methodsOfCache() {
        return Cache.class.getMethods();
    }

    @ParameterizedTest
    @MethodSource("methodsOfCache")
    void everyMethodOfCacheIsOverridden(Method method) throws NoSuchMethodException {
        assertThat(ViewCache.class
                        .getDeclaredMethod(method.getName(), method.getParameterTypes())
                        .isDefault())
                .isFalse();
    }

    @Test
    void defaultMethodsAreThoseOfTheSource() {
        CompletableFuture<Object> retrieved = CompletableFuture.completedFuture("a");
        Supplier<CompletableFuture<Object>> loader = () -> retrieved;
        when(source.retrieve(1, loader)).thenReturn(retrieved);
        when(source.evictIfPresent(1)).thenReturn(true);
        when(source.invalidate()).thenReturn(true);
        when(source.putIfAbsent(1, "b")).thenReturn(() -> "a");

        assertThat(forwarding.retrieve(1, loader)).isSameAs(retrieved);
        assertThat(forwarding.evictIfPresent(1)).isTrue();
        assertThat(forwarding.invalidate()).isTrue();
        assertThat(forwarding.putIfAbsent(1, "b").get()).isEqualTo("a");

        forwarding.retrieve(1);
        verify(source).retrieve(1);
    }

    @Test
    void otherMethodsAreThoseOfTheSource() {
        Callable<String> loader = () -> "a";

        forwarding.get(1);
        forwarding.get(2, String.class);
        forwarding.get(3, loader);
        forwarding.put(4, "d");
        forwarding.evict(5);
        forwarding.clear();

        verify(source).get(1);
        verify(source).get(2, String.class);
        verify(source).get(3, loader);
        verify(source).put(4, "d");
        verify(source).evict(5);
        verify(source).clear();
    }
}
