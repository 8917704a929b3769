package io.github.ms100.cacheasmulti.internal.invocation;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.util.Assert;

/**
 * What the user's {@link CachingConfigurer} says about one thing, asked when it is first needed.
 *
 * @param configurers the configurers of the application; at most one is allowed
 * @param property what to ask it
 */
public record ConfigurerProperty<T>(
        ObjectProvider<CachingConfigurer> configurers, Function<CachingConfigurer, @Nullable T> property)
        implements Supplier<@Nullable T> {

    @Override
    public @Nullable T get() {
        List<CachingConfigurer> found = configurers.stream().toList();
        Assert.state(
                found.size() <= 1,
                () -> found.size() + " CachingConfigurer beans were found, but only one is allowed. Merge them.");
        return found.isEmpty() ? null : property.apply(found.get(0));
    }
}
