package io.github.ms100.cacheasmulti.internal.store.redis.local;

import java.util.List;
import java.util.function.Function;

/**
 * One change of one cache on its way (L6): told before it is made and once more afterwards, announced before and published
 * behind it. Used by one thread, but for {@link #underWay}.
 */
public final class Change implements AutoCloseable {

    private final Outbox outbox;

    private final Function<Series, List<Message>> telling;

    private final Fence.Told told;

    private Series series;

    /** How many messages of the series had been announced before. */
    private long stand;

    private volatile List<Message> messages;

    /** Since before when it has been announced. */
    private long asked;

    private boolean announced;

    private boolean published;

    /** When others were last told that it goes on; used by one thread. */
    private long heardOf;

    /**
     * Creates a change that has been told.
     *
     * @param telling makes its messages, numbered in a series
     */
    Change(Outbox outbox, Function<Series, List<Message>> telling, Fence.Told told) {
        this.outbox = outbox;
        this.telling = telling;
        this.told = told;
        this.heardOf = outbox.now();
        this.asked = heardOf;
        this.series = outbox.own();
        this.stand = series.announced();
        this.messages = telling.apply(series);
    }

    /**
     * Makes it ready to be announced before it is made, or goes on: if it has not been, or, under new numbers, so long ago that
     * others may not expect its messages any more (L12). Returns how many there are to announce, 0 if that has been done.
     */
    public int toAnnounce() {
        long now = outbox.now();
        if (announced && now - asked > outbox.expected()) {
            announced = false;
            series = outbox.own();
            stand = series.announced();
            messages = telling.apply(series);
        }
        if (announced) {
            return 0;
        }
        asked = now;
        return messages.size();
    }

    /** Returns under which name its messages are announced. */
    public long series() {
        return series.name();
    }

    /** Returns the messages, in the form they are sent. */
    public List<byte[]> messages() {
        return messages.stream().map(Message::toBytes).toList();
    }

    /** Notes that its messages have been announced, and how many of the series have been by then. */
    public void announced(long count) {
        announced = true;
        series.addAnnounced(messages.size());
        if (count < stand + messages.size()) {
            outbox.lost(series);
        } else if (count > series.taken()) {
            // Sent twice, perhaps, by a driver that has lost its connection: there is no such message.
            outbox.leave(series);
        }
    }

    /** Notes that its messages have been sent. */
    public void published() {
        published = true;
        outbox.published(messages);
    }

    /** Returns whether its messages have been sent. */
    public boolean isPublished() {
        return published;
    }

    /** Returns whether the key at a position was changed by nobody else meanwhile; only after {@link #close}. */
    public boolean isAlone(int position, int prefixIndex) {
        return told.isAlone(position, prefixIndex);
    }

    /** Returns the moment in which it had been made; only after {@link #close}. */
    public long moment() {
        return told.moment();
    }

    /** Tells that it has been made, or has failed and may have been made. Further calls tell it again. */
    @Override
    public void close() {
        told.again();
        outbox.ended(this);
        if (!announced) {
            outbox.leave(series);
        } else if (series.isLost()) {
            // It was made after all had been told, and no number stands that says so.
            outbox.tellAll();
        }
    }

    /** Returns what tells others that it goes on, if it is time for that. */
    List<Message> underWay(long now, long every) {
        if (now - heardOf < every) {
            return List.of();
        }
        heardOf = now;
        return messages.stream().map(Message::underWay).toList();
    }
}
