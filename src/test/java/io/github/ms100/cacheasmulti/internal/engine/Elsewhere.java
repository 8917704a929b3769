package io.github.ms100.cacheasmulti.internal.engine;

import java.util.concurrent.CompletableFuture;

/** Another thread, for which is waited. */
final class Elsewhere {

    private Elsewhere() {}

    static void run(Runnable work) {
        CompletableFuture.runAsync(work).join();
    }
}
