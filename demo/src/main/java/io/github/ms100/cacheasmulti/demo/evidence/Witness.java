package io.github.ms100.cacheasmulti.demo.evidence;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Watches a call. Statements are those of the calling thread; commands are those of the whole application. */
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
        Map<String, Long> before = commands.soFar();
        long start = System.nanoTime();
        List<ExecutedStatement> statements = recorder.record(call);
        long nanoseconds = System.nanoTime() - start;
        return new Evidence(statements, sentSince(before), TimeUnit.NANOSECONDS.toMicros(nanoseconds));
    }

    private Map<String, Long> sentSince(Map<String, Long> before) {
        Map<String, Long> sent = new TreeMap<>(commands.soFar());
        sent.replaceAll((command, count) -> count - before.getOrDefault(command, 0L));
        sent.values().removeIf(count -> count == 0);
        return sent;
    }
}
