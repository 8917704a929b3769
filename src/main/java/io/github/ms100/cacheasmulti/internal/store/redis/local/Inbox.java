package io.github.ms100.cacheasmulti.internal.store.redis.local;

import io.github.ms100.cacheasmulti.internal.store.redis.local.Message.Kind;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;

/** What a node does about what it hears, and about what it should have heard (L7, L8, L11, L12). Thread-safe. */
final class Inbox {

    /** After so many gaps without a message in between nothing seems to come at all. */
    private static final int GAPS_OF_SILENCE = 3;

    private final Fence fence;

    private final Ledger ledger;

    private final Mending mending;

    private final NodeEvents events;

    private final LongSupplier clock;

    private final LongPredicate isOwn;

    private final AtomicInteger gaps = new AtomicInteger();

    Inbox(Fence fence, Ledger ledger, Mending mending, Surroundings surroundings, LongPredicate isOwn) {
        this.fence = fence;
        this.ledger = ledger;
        this.mending = mending;
        this.events = surroundings.events();
        this.clock = surroundings.clock();
        this.isOwn = isOwn;
    }

    /** Handles a message; one that cannot be read may have said anything. */
    void received(byte[] body) {
        Message message = Message.parse(body);
        long now = clock.getAsLong();
        gaps.set(0);
        if (message == null) {
            overflowed();
            return;
        }
        boolean own = isOwn.test(message.sender());
        if (message.kind() == Kind.UNDER_WAY) {
            String cache = own ? null : message.cache();
            act(ledger.underWay(message.sender(), message.number(), cache, now));
            return;
        }
        if (!own && message.kind() != Kind.NOTHING) {
            apply(message);
            events.told(message.cache(), message.keys().length, false);
        }
        // Afterwards: whoever finds that it has come must find what it says.
        act(ledger.received(message.sender(), message.number(), now));
    }

    private void apply(Message message) {
        switch (message.kind()) {
            case KEYS -> {
                fence.tellOnce(message.keys());
                mending.correct(message.keys());
            }
            case CORRECTION -> fence.tellOnce(message.keys());
            case CLEAR -> {
                fence.tellAll(message.prefix());
                mending.correctIf(stored -> stored.subject().prefix().startsWith(message.prefix()));
            }
            case ALL -> {
                fence.tellAll();
                mending.correctIf(stored -> true);
            }
            default -> {}
        }
    }

    /** Messages are lost: nobody knows what they have said. */
    void overflowed() {
        fence.tellAll();
        events.gap();
        mending.correctIf(stored -> true);
    }

    /** Does what follows from what the ledger has found. */
    void act(Ledger.Finding finding) {
        if (finding.isNew()) {
            gaps.incrementAndGet();
            events.gap();
        }
        if (finding.gap()) {
            mending.correctIf(stored -> true);
        }
        Ledger.Comparison confirming = finding.confirming();
        if (confirming != null) {
            mending.confirm(confirming);
        }
    }

    /** Returns, once, whether messages are missing again and again and none comes: the connection may be dead. */
    boolean hearsNothing() {
        boolean silent = gaps.get() >= GAPS_OF_SILENCE;
        if (silent) {
            gaps.set(0);
        }
        return silent;
    }
}
