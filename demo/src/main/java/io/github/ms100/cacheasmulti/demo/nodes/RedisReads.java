package io.github.ms100.cacheasmulti.demo.nodes;

import io.lettuce.core.event.command.CommandListener;
import io.lettuce.core.event.command.CommandStartedEvent;
import io.lettuce.core.protocol.RedisCommand;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Notes which products the current thread asks Redis for while a recording runs: those named by the keys of the commands that
 * the client sends to read values.
 */
final class RedisReads implements CommandListener {

    private static final Set<String> READING = Set.of("GET", "MGET");

    /** A key as the client describes it. */
    private static final Pattern KEY = Pattern.compile("key<[^>]*::(\\d+)>");

    private final ThreadLocal<@Nullable Set<Long>> recording = new ThreadLocal<>();

    /** Runs the call and returns the ids of the products it asked Redis for. */
    Set<Long> record(Runnable call) {
        Set<Long> asked = new TreeSet<>();
        recording.set(asked);
        try {
            call.run();
        } finally {
            recording.remove();
        }
        return asked;
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
        Set<Long> asked = recording.get();
        RedisCommand<?, ?, ?> command = event.getCommand();
        if (asked != null && READING.contains(command.getType().toString())) {
            KEY.matcher(command.getArgs().toCommandString())
                    .results()
                    .forEach(key -> asked.add(Long.valueOf(key.group(1))));
        }
    }
}
