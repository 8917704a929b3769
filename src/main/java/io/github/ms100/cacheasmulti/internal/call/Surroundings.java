package io.github.ms100.cacheasmulti.internal.call;

import io.github.ms100.cacheasmulti.internal.engine.BatchEngine;
import io.github.ms100.cacheasmulti.internal.engine.Guard;
import org.springframework.expression.spel.support.StandardEvaluationContext;

/**
 * What the application context provides for all methods of one front end.
 *
 * @param engine what runs the calls
 * @param guard access to the caches
 * @param delegates what expressions are evaluated with
 */
record Surroundings(BatchEngine engine, Guard guard, StandardEvaluationContext delegates) {}
