package io.github.ms100.cacheasmulti.internal.endpoint;

import io.github.ms100.cacheasmulti.internal.call.DeclaredMethods;
import io.github.ms100.cacheasmulti.internal.engine.BatchEngine;
import io.github.ms100.cacheasmulti.internal.statistics.BatchNumbers;
import io.github.ms100.cacheasmulti.internal.statistics.ChannelNumbers;
import io.github.ms100.cacheasmulti.internal.statistics.FailureNumbers;
import io.github.ms100.cacheasmulti.internal.statistics.ObservedCaches;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * What the endpoint knows of an application.
 *
 * @param methods knows its batch methods
 * @param caches knows their caches
 * @param engine reaches them
 * @param counted what they have done
 * @param beanFactory knows the beans
 */
public record KnownApplication(
        Supplier<Stream<DeclaredMethods>> methods,
        ObservedCaches caches,
        BatchEngine engine,
        Counted counted,
        ConfigurableListableBeanFactory beanFactory) {

    /** What has been counted. */
    public record Counted(BatchNumbers batches, FailureNumbers failures, ChannelNumbers channels) {}
}
