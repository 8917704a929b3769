package io.github.ms100.cacheasmulti.internal.store.redis.wire;

import java.util.concurrent.CompletableFuture;

/** A command for many keys that has been sent, whose replies have not been handed out. Used by one thread at a time. */
public abstract class SentCommand {

    SentCommand() {}

    /**
     * Returns what ends, always normally, when all has been answered or the time for that is over: from then on nobody waits who
     * hands out. Perhaps in a thread of the driver.
     */
    public abstract CompletableFuture<?> ended();

    /**
     * Hands out the replies, once; waits for those that have not come, as long as there is time.
     *
     * @throws RuntimeException if nothing can be said about the keys there was no reply for
     */
    public abstract void handOut(RedisPipe.Replies replies);
}
