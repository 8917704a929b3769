package io.github.ms100.cacheasmulti.internal.store.redis.wire;

import java.util.Arrays;

/**
 * What is asked of Redis for each of several keys, all of it already in the form Redis gets: what cannot be brought into it is a
 * matter of that key, and not added. Not thread-safe; nothing is added once it is sent.
 */
public abstract sealed class RedisCommand {

    /** In place of a number of milliseconds. Less than one of them is none, and Redis refuses that. */
    public static final long NO_EXPIRY = -1;

    private final byte[][] keys;

    private int size;

    private boolean asksLives;

    private RedisCommand(int capacity) {
        this.keys = new byte[capacity][];
    }

    /** Returns how many keys there are; the same one may be among them twice. */
    public final int size() {
        return size;
    }

    /** Asks of each key as well, before it is read, how long its entry lives on; or does not. */
    public final void askLives(boolean asks) {
        asksLives = asks;
    }

    final boolean asksLives() {
        return asksLives;
    }

    final byte[] key(int index) {
        return keys[index];
    }

    private byte[][] keys(int from, int to) {
        return (to - from == keys.length) ? keys : Arrays.copyOfRange(keys, from, to);
    }

    /** Adds a key; what belongs to it is already at its index. */
    final void addKey(byte[] key) {
        keys[size] = key;
        size++;
    }

    /**
     * Returns how many keys one command of Redis gets: only one where Redis has no command for many.
     *
     * @param maxKeys how many it may get, 0 for any number
     */
    final int keysAtOnce(int maxKeys) {
        if (!takesManyKeys()) {
            return 1;
        }
        return (maxKeys == 0) ? size : Math.min(maxKeys, size);
    }

    abstract boolean takesManyKeys();

    /**
     * Lets a handler make one command of Redis for the keys at some indexes.
     *
     * @param to the first index that does not belong to them; the next one, unless there are more {@link #keysAtOnce}
     */
    abstract <R> R dispatch(int from, int to, Handler<R> handler);

    /**
     * What a driver makes of each command.
     *
     * @param <R> what it makes
     */
    interface Handler<R> {

        /** Reads the values of keys, at least one. */
        R get(byte[][] keys);

        R getAlone(byte[] key, long timeToIdle);

        R set(byte[] key, byte[] value, long timeToLive);

        /** Removes keys, at least one. */
        R delete(byte[][] keys);

        /** Asks how long the entry of a key lives on, in milliseconds; negative if there is none, or it lives for good. */
        R life(byte[] key);
    }

    /** Reads values, many by one command if need be; then a key that holds a list or a hash is not there. */
    public static final class Get extends RedisCommand {

        /** Reads nothing yet, and so many keys at most. */
        public Get(int capacity) {
            super(capacity);
        }

        /** Adds a key to read. */
        public void add(byte[] key) {
            addKey(key);
        }

        @Override
        boolean takesManyKeys() {
            return true;
        }

        @Override
        <R> R dispatch(int from, int to, Handler<R> handler) {
            return handler.get(super.keys(from, to));
        }
    }

    /** Reads each value by a command of its own, which refuses a key that holds a list or a hash. */
    public static final class GetAlone extends RedisCommand {

        private final long[] timesToIdle;

        /** Reads nothing yet, and so many keys at most. */
        public GetAlone(int capacity) {
            super(capacity);
            this.timesToIdle = new long[capacity];
        }

        /**
         * Adds a key to read.
         *
         * @param timeToIdle how many milliseconds the entry lives from now on; {@link #NO_EXPIRY} leaves that as it is
         */
        public void add(byte[] key, long timeToIdle) {
            timesToIdle[size()] = timeToIdle;
            addKey(key);
        }

        @Override
        boolean takesManyKeys() {
            return false;
        }

        @Override
        <R> R dispatch(int from, int to, Handler<R> handler) {
            return handler.getAlone(key(from), timesToIdle[from]);
        }
    }

    /** Writes values. */
    public static final class Set extends RedisCommand {

        private final byte[][] values;

        private final long[] timesToLive;

        /** Writes nothing yet, and so many keys at most. */
        public Set(int capacity) {
            super(capacity);
            this.values = new byte[capacity][];
            this.timesToLive = new long[capacity];
        }

        /**
         * Adds an entry to write.
         *
         * @param timeToLive in milliseconds; with {@link #NO_EXPIRY} it lives for good
         */
        public void add(byte[] key, byte[] value, long timeToLive) {
            values[size()] = value;
            timesToLive[size()] = timeToLive;
            addKey(key);
        }

        @Override
        boolean takesManyKeys() {
            return false; // MSET knows no time to live
        }

        @Override
        <R> R dispatch(int from, int to, Handler<R> handler) {
            return handler.set(key(from), values[from], timesToLive[from]);
        }
    }

    /** Removes values. */
    public static final class Delete extends RedisCommand {

        /** Removes nothing yet, and so many keys at most. */
        public Delete(int capacity) {
            super(capacity);
        }

        /** Adds a key to remove. */
        public void add(byte[] key) {
            addKey(key);
        }

        @Override
        boolean takesManyKeys() {
            return true;
        }

        @Override
        <R> R dispatch(int from, int to, Handler<R> handler) {
            return handler.delete(super.keys(from, to));
        }
    }
}
