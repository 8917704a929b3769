package io.github.ms100.cacheasmulti.internal.store.redis.local;

import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * What surrounds a node.
 *
 * @param clock tells the time as {@link System#nanoTime()} does
 * @param worker compares and tells, one after another
 * @param mender evicts what nobody waits for, one after another, which may take long
 * @param events is told what happens
 */
public record Surroundings(LongSupplier clock, Executor worker, Executor mender, NodeEvents events) {}
