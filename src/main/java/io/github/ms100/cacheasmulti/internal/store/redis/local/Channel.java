package io.github.ms100.cacheasmulti.internal.store.redis.local;

import java.util.Collection;
import java.util.Map;

/**
 * What carries messages between nodes and keeps how many have been announced (L10, L12). All methods but {@link #open} and {@link
 * #close} wait for the server and throw what it fails by. Thread-safe.
 */
public interface Channel extends AutoCloseable {

    /** Begins to listen, in the background and for as long as it takes. */
    void open(Receiver receiver);

    /**
     * Tries all that nodes need to tell each other, and to read for how long entries live.
     *
     * @param hello a message that says nothing
     */
    void probe(byte[] hello);

    /** Returns how many messages of each series have been announced. */
    Map<Long, Long> counts();

    /** Announces so many messages of a series; returns how many have been. */
    long announce(long series, int messages);

    /** Sends a message. */
    void publish(byte[] message);

    /** Forgets series. */
    void forget(Collection<Long> series);

    /** Returns whether a failure says that the server refuses something, and will refuse it again. */
    boolean isRefusal(RuntimeException failure);

    /** Listens over a new connection, for what should come over this one does not. Does not wait. */
    void listenAnew();

    /** Stops to listen. Never throws. */
    @Override
    void close();

    /** Is told of what comes, by one thread at a time. Quick, and sends nothing. */
    interface Receiver {

        /** The subscription has begun, once more if the connection was lost. */
        void subscribed();

        /** A message has come. */
        void received(byte[] message);

        /** The server does not allow what the channel needs, and will not. */
        void refused(RuntimeException reason);

        /** Messages have come faster than they could be handled, and are lost. */
        void overflowed();
    }
}
