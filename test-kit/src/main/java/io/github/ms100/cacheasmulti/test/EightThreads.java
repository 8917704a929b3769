package io.github.ms100.cacheasmulti.test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** Runs one piece of work in eight threads that start together. */
final class EightThreads {

    private static final int COUNT = 8;

    private EightThreads() {}

    /** Passes the number of its thread, from 0, to the work; throws the first failure. */
    static void run(IntConsumer work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(COUNT);
        CyclicBarrier start = new CyclicBarrier(COUNT);
        try {
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int thread = 0; thread < COUNT; thread++) {
                int number = thread;
                calls.add(() -> {
                    start.await();
                    work.accept(number);
                    return number;
                });
            }
            for (Future<Integer> call : threads.invokeAll(calls)) {
                call.get();
            }
        } catch (ExecutionException ex) {
            if (ex.getCause() instanceof AssertionError failure) {
                throw failure;
            }
            throw ex;
        } finally {
            threads.shutdownNow();
        }
    }
}
