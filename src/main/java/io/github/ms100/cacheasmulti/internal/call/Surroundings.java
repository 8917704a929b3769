package io.github.ms100.cacheasmulti.internal.call;

import io.github.ms100.cacheasmulti.cache.convert.EnhancedCacheConversionService;
import io.github.ms100.cacheasmulti.internal.change.Changes;
import io.github.ms100.cacheasmulti.internal.engine.GuardedCaches;
import org.springframework.expression.spel.support.StandardEvaluationContext;

/**
 * What the application context provides for all operations of a method.
 *
 * @param conversions turns the user's caches into batch caches
 * @param guarded access to the caches
 * @param changes where changes of the caches are told
 * @param delegates what expressions are evaluated with
 */
record Surroundings(
        EnhancedCacheConversionService conversions,
        GuardedCaches guarded,
        Changes changes,
        StandardEvaluationContext delegates) {}
