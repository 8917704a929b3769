package io.github.ms100.cacheasmulti.demo.redis;

import io.github.ms100.cacheasmulti.demo.evidence.CommandCount;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.protocol.ProtocolKeyword;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts the commands the Lettuce client got an answer to, but those that set up a connection. */
final class RedisCommandCount implements CommandLatencyRecorder, CommandCount {

    private static final Set<String> CONNECTING = Set.of("HELLO", "CLIENT", "AUTH", "SELECT", "PING");

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    @Override
    public void recordCommandLatency(
            SocketAddress local, SocketAddress remote, ProtocolKeyword command, long firstResponse, long completion) {
        String name = command.toString();
        if (!CONNECTING.contains(name)) {
            counts.computeIfAbsent(name, key -> new LongAdder()).increment();
        }
    }

    @Override
    public Map<String, Long> soFar() {
        Map<String, Long> copy = new HashMap<>();
        counts.forEach((command, count) -> copy.put(command, count.sum()));
        return copy;
    }
}
