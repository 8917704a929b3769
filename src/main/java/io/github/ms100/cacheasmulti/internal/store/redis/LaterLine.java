package io.github.ms100.cacheasmulti.internal.store.redis;

import io.github.ms100.cacheasmulti.internal.store.redis.wire.SharedConnection;
import java.util.concurrent.Executor;

/**
 * How a batch is sent without a thread that waits for it.
 *
 * @param connection sends it
 * @param resumption where it goes on once the server has answered
 */
record LaterLine(SharedConnection connection, Executor resumption) {}
