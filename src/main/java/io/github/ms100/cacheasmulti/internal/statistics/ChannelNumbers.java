package io.github.ms100.cacheasmulti.internal.statistics;

import io.github.ms100.cacheasmulti.event.BatchListener;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** What the local levels of an application tell other nodes and hear of them, by channel. Thread-safe. */
public final class ChannelNumbers implements BatchListener {

    private static final long VALIDATED = -1;

    private final Map<String, Channel> channels = new ConcurrentHashMap<>();

    private final LongSupplier clock;

    private final long started;

    /**
     * Begins at zero.
     *
     * @param clock the time, in nanoseconds
     */
    public ChannelNumbers(LongSupplier clock) {
        this.clock = clock;
        this.started = clock.getAsLong();
    }

    /** Returns what there has been since the start, by the names of the channels. */
    public List<OfChannel> all() {
        return new TreeMap<>(channels)
                .entrySet().stream()
                        .map(known -> known.getValue().look(known.getKey(), now()))
                        .toList();
    }

    // Never negative.
    private long now() {
        return clock.getAsLong() - started;
    }

    private Channel of(String channel) {
        return channels.computeIfAbsent(channel, any -> new Channel());
    }

    @Override
    public void onMessage(Message message) {
        Channel channel = of(message.channel());
        (message.sent() ? channel.sent : channel.received).increment();
    }

    @Override
    public void onGap(String channel) {
        of(channel).gaps.increment();
    }

    @Override
    public void onUnvalidated(String channel) {
        of(channel).unvalidatedSince = now();
    }

    @Override
    public void onValidated(String channel, Duration time) {
        of(channel).unvalidatedSince = VALIDATED;
    }

    private static final class Channel {

        private final LongAdder sent = new LongAdder();

        private final LongAdder received = new LongAdder();

        private final LongAdder gaps = new LongAdder();

        private volatile long unvalidatedSince = VALIDATED;

        OfChannel look(String name, long now) {
            long since = unvalidatedSince;
            boolean validated = since == VALIDATED;
            Duration unvalidated = validated ? Duration.ZERO : Duration.ofNanos(Math.max(0, now - since));
            return new OfChannel(name, validated, sent.sum(), received.sum(), gaps.sum(), unvalidated);
        }
    }

    /**
     * One channel.
     *
     * @param name its own
     * @param validated whether copies are served
     * @param sent messages to other nodes
     * @param received messages of other nodes
     * @param gaps how often all copies were void because nobody knew what had changed
     * @param unvalidated for how long copies have not been served up to now
     */
    public record OfChannel(
            String name, boolean validated, long sent, long received, long gaps, Duration unvalidated) {}
}
