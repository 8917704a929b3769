package io.github.ms100.cacheasmulti.demo.nodes;

import io.github.ms100.cacheasmulti.event.BatchListener;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** What a node has told and heard, the newest first; and whether its local copies were asked in a call. Thread-safe. */
@Component
@Profile(Nodes.PROFILE)
public final class NodeLog implements BatchListener {

    private static final int LENGTH = 100;

    private final Deque<Entry> entries = new ArrayDeque<>();

    private final ThreadLocal<Boolean> copiesAsked = ThreadLocal.withInitial(() -> false);

    private long last;

    synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    synchronized void add(Kind kind, String text) {
        entries.addFirst(new Entry(++last, System.currentTimeMillis(), kind, text));
        if (entries.size() > LENGTH) {
            entries.removeLast();
        }
    }

    /** Runs the call and returns whether it asked the node's local copies. */
    boolean wereCopiesAsked(Runnable call) {
        copiesAsked.set(false);
        try {
            call.run();
            return copiesAsked.get();
        } finally {
            copiesAsked.remove();
        }
    }

    @Override
    public void onLocalLookup(LocalLookup lookup) {
        copiesAsked.set(true);
    }

    @Override
    public void onMessage(Message message) {
        add(message.sent() ? Kind.SENT : Kind.RECEIVED, describe(message));
    }

    private static String describe(Message message) {
        if (message.cache().isEmpty()) {
            return "anything may have changed";
        }
        return switch (message.keys()) {
            case 0 -> "all of '%s' has changed".formatted(message.cache());
            case 1 -> "1 key of '%s' has changed".formatted(message.cache());
            default -> "%d keys of '%s' have changed".formatted(message.keys(), message.cache());
        };
    }

    @Override
    public void onGap(String channel) {
        add(Kind.GAP, "not everything has been heard: no copy from before is served");
    }

    @Override
    public void onValidated(String channel, Duration time) {
        add(Kind.SERVED, "copies are served, after %d ms without".formatted(time.toMillis()));
    }

    /**
     * One thing that happened.
     *
     * @param number counts the entries of the node, from 1
     * @param time in milliseconds since 1970
     */
    public record Entry(long number, long time, Kind kind, String text) {}

    /** What can happen. */
    public enum Kind {
        /** The node has told the others of a change. */
        SENT,
        /** Another has told it. */
        RECEIVED,
        /** What Redis sent to the node was lost on the way. */
        LOST,
        /** The node has noticed that messages are missing. */
        GAP,
        /** Copies are served again. */
        SERVED,
        /** Somebody has cut the subscription. */
        CUT,
        /** Somebody has restored it. */
        RESTORED
    }
}
