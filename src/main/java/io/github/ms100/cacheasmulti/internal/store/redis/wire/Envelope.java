package io.github.ms100.cacheasmulti.internal.store.redis.wire;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConnection;

/**
 * What is sent around a change (L6): before it, that a number of messages will come; behind it, the messages. In one flush with it
 * where one connection keeps their order, else each after the reply to what was before it. Used once, by one thread.
 */
public final class Envelope {

    private final byte[] channel;

    private final Content content;

    private boolean published;

    /**
     * Creates an envelope.
     *
     * @param channel the name of the channel, and of the hash in which its messages are counted
     */
    public Envelope(byte[] channel, Content content) {
        this.channel = channel;
        this.content = content;
    }

    /** Returns whether the server has taken all of its messages. */
    public boolean isPublished() {
        return published;
    }

    /**
     * Sends a part of the change.
     *
     * @param isLast whether it is the last part, behind which the messages are sent
     * @throws RuntimeException if nothing can be said about the keys there was no reply for
     */
    public void send(
            RedisConnection connection, RedisPipe pipe, RedisCommand part, boolean isLast, RedisPipe.Replies replies) {
        if (pipe.keepsOrder()) {
            pipe.send(part, this, isLast, replies);
            return;
        }
        for (int count = content.toAnnounce(); count > 0; count = content.toAnnounce()) {
            announced(connection.hashCommands().hIncrBy(channel, content.field(), count));
        }
        pipe.send(part, replies);
        if (isLast && !replies.isGivenUp()) {
            content.messages().forEach(message -> connection.publish(channel, message));
            published = true;
        }
    }

    private void announced(@Nullable Long count) {
        content.announced((count == null) ? 0 : count);
    }

    /** Returns what is sent before a part of the change and behind it. */
    <R> Around<R> around(Writer<R> writer, boolean isLast) {
        int count = content.toAnnounce();
        R before = (count == 0) ? null : writer.increment(channel, content.field(), count);
        List<R> behind = new ArrayList<>();
        if (isLast) {
            content.messages().forEach(message -> behind.add(writer.publish(channel, message)));
        }
        return new Around<>(before, behind);
    }

    /**
     * Notes what came of it.
     *
     * @param count what the announcement has brought, or failed by; {@code null} if there was none
     * @param replies what the messages have brought, or failed by
     */
    void done(@Nullable Object count, List<? extends @Nullable Object> replies) {
        boolean hasFailed = count instanceof RuntimeException;
        if (count instanceof Long standing) {
            announced(standing);
        }
        published = !hasFailed
                && !replies.isEmpty()
                && replies.stream().noneMatch(reply -> reply instanceof RuntimeException);
    }

    /** What the envelope tells of the change. */
    public interface Content {

        /**
         * Returns how many messages are to be announced before what is sent next, 0 if they have been; they may be others than
         * before, then.
         */
        int toAnnounce();

        /** Returns the field in which the messages are counted. */
        byte[] field();

        /** Returns the messages, in the form they are sent. */
        List<byte[]> messages();

        /** Notes that the messages have been announced, and what count stands there then. */
        void announced(long count);
    }

    /**
     * What a driver makes of what is sent around a change.
     *
     * @param <R> what it makes
     */
    interface Writer<R> {

        R increment(byte[] hash, byte[] field, long by);

        R publish(byte[] channel, byte[] message);
    }

    /**
     * What is sent around a part of a change.
     *
     * @param before the announcement; {@code null} if it has been made
     * @param behind the messages, if it is the last part
     */
    record Around<R>(@Nullable R before, List<R> behind) {}
}
