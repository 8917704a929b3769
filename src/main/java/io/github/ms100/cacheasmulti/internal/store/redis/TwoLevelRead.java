package io.github.ms100.cacheasmulti.internal.store.redis;

import io.github.ms100.cacheasmulti.internal.store.redis.local.Copies.Life;
import io.github.ms100.cacheasmulti.internal.store.redis.local.KeyHash;
import java.util.concurrent.CompletableFuture;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One batch that is read from local copies and, where there are none, from Redis, which fills them (L3, L5). Used once, by one thread
 * at a time.
 */
final class TwoLevelRead {

    private final TwoLevelStore store;

    private final Object[] keys;

    private @Nullable Object[] values;

    private final String prefix;

    private final Object[] localKeys;

    /** Where those are that have no copy. */
    private final int[] missed;

    /** Reads the local copies. */
    TwoLevelRead(TwoLevelStore store, Object[] keys, @Nullable Object[] values) {
        this.store = store;
        this.keys = keys;
        this.values = values;
        this.prefix = store.format.prefix();
        this.localKeys = store.local().keys(prefix, keys);
        this.missed = store.local().read(prefix, localKeys, values);
    }

    /** Returns whether there was a copy of each key. */
    boolean isComplete() {
        return missed.length == 0;
    }

    /** Hands what has been found over to another array, which takes the rest as well. */
    void handOver(@Nullable Object[] taking) {
        System.arraycopy(values, 0, taking, 0, taking.length);
        values = taking;
    }

    /** Counts and tells what copies there were. */
    void tell() {
        int found = keys.length - missed.length;
        if (store.tally != null) {
            store.tally.reads(found, 0);
        }
        store.server().looked(store.source(), keys.length, found);
    }

    /** Reads the rest. */
    void readRemote() {
        Remote remote = new Remote();
        remote.batch.send(remote);
        remote.finish();
    }

    /** Begins to read the rest. */
    CompletableFuture<@Nullable Void> readRemoteLater(LaterLine line) {
        Remote remote = new Remote();
        return remote.batch.sendLater(line, remote, remote::finish);
    }

    private static Object[] at(int[] positions, Object[] all) {
        Object[] some = new Object[positions.length];
        for (int i = 0; i < positions.length; i++) {
            some[i] = all[positions[i]];
        }
        return some;
    }

    /** What has no local copy, in the order of the batch; takes what Redis has. */
    private final class Remote implements ObjIntConsumer<byte[]> {

        private final Object[] local = at(missed, localKeys);

        private final int[] indexes = new int[missed.length];

        private final long[] lives = new long[missed.length];

        private final RedisBatch<?> batch;

        private final long start;

        private final long moment;

        private final int prefixIndex;

        private int voided;

        Remote() {
            Object[] asked = at(missed, keys);
            this.batch = store.reads(prefix, asked, index -> {
                byte[] key = store.format.key(prefix, asked[index]);
                indexes[index] = store.fence.index(KeyHash.of(key));
                return key;
            });
            batch.withLives(lives);
            this.start = store.server().now();
            this.moment = store.fence.begin();
            this.prefixIndex = store.local().prefixIndex(prefix);
        }

        @Override
        public void accept(byte[] value, int index) {
            int position = missed[index];
            if (store.format.readInto(values, position, value)) {
                Life life = new Life(start, lives[index]);
                Object form = store.local().form(values[position], value);
                store.local().keep(local[index], form, moment, indexes[index], life);
                voided += store.fence.hasChanged(indexes[index], prefixIndex, moment) ? 1 : 0;
            }
        }

        void finish() {
            store.server().filled(store.source(), batch.found(), voided);
            store.hasRead(batch, keys);
        }
    }
}
