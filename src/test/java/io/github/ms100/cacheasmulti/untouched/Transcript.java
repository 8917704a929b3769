package io.github.ms100.cacheasmulti.untouched;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;

/** What happened, in order: calls of methods with their outcome, method bodies that ran, calls that caches received. */
final class Transcript {

    private final List<String> lines = new CopyOnWriteArrayList<>();

    void note(String line) {
        lines.add(line.replaceAll("@[0-9a-f]{5,8}\\b", "@hash"));
    }

    void call(String name, Callable<?> call) {
        note(name + " {");
        try {
            note("} returned " + call.call());
        } catch (Throwable ex) {
            failed(ex);
        }
    }

    void run(String name, Action action) {
        call(name, () -> {
            action.run();
            return "nothing";
        });
    }

    void failed(Throwable failure) {
        List<String> chain = new ArrayList<>();
        for (Throwable ex = failure; ex != null && !chain.contains(describe(ex)); ex = ex.getCause()) {
            chain.add(describe(ex));
        }
        note("} threw " + String.join(" / ", chain));
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** A call that returns nothing. */
    @FunctionalInterface
    interface Action {

        void run() throws Exception;
    }

    private static String describe(Throwable ex) {
        return ex.getClass().getName() + ": " + ex.getMessage();
    }
}
