package io.github.ms100.cacheasmulti.demo.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Watches calls. Statements are those of the call, in whatever thread; commands are those of the whole application. */
@Component
public class Witness {

    private final SqlRecorder recorder;

    private final CommandCount commands;

    Witness(SqlRecorder recorder, ObjectProvider<CommandCount> commands) {
        this.recorder = recorder;
        this.commands = commands.getIfAvailable(() -> Map::of);
    }

    /** Runs the call and returns what was seen; an exception of the call is thrown on. */
    public Evidence watch(Runnable call) {
        List<ExecutedStatement> statements = new ArrayList<>();
        return watch(() -> recorder.record(statements, call), () -> List.copyOf(statements));
    }

    /** Makes calls one after another, then waits for all of them; an exception of one is thrown on. */
    public SharedEvidence watchAll(List<? extends Supplier<? extends CompletableFuture<?>>> calls) {
        List<List<ExecutedStatement>> byCall = new ArrayList<>();
        Runnable all = () -> {
            List<CompletableFuture<?>> results = new ArrayList<>();
            for (Supplier<? extends CompletableFuture<?>> call : calls) {
                List<ExecutedStatement> statements = new CopyOnWriteArrayList<>();
                byCall.add(statements);
                recorder.record(statements, () -> results.add(call.get()));
            }
            CompletableFuture.allOf(results.toArray(CompletableFuture[]::new)).join();
        };
        Evidence whole = watch(all, () -> byCall.stream().flatMap(List::stream).toList());
        return new SharedEvidence(byCall.stream().map(Evidence::idsRead).toList(), whole);
    }

    private Evidence watch(Runnable calls, Supplier<List<ExecutedStatement>> statements) {
        Map<String, Long> before = commands.soFar();
        long start = System.nanoTime();
        calls.run();
        long nanoseconds = System.nanoTime() - start;
        return new Evidence(statements.get(), sentSince(before), TimeUnit.NANOSECONDS.toMicros(nanoseconds));
    }

    private Map<String, Long> sentSince(Map<String, Long> before) {
        Map<String, Long> sent = new TreeMap<>(commands.soFar());
        sent.replaceAll((command, count) -> count - before.getOrDefault(command, 0L));
        sent.values().removeIf(count -> count == 0);
        return sent;
    }
}
