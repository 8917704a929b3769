package io.github.ms100.cacheasmulti.internal.store.redis.local;

/** Is told what happens between nodes. Thread-safe. */
public interface NodeEvents {

    /**
     * A message has been sent or has come.
     *
     * @param cache the cache that has changed; empty for all
     * @param keys how many keys it names; 0 if all keys have changed
     */
    void told(String cache, int keys, boolean sent);

    /** Nobody knows what other nodes have changed: all local copies are void. */
    void gap();

    /** The server does not allow what nodes need to tell each other: there is no local level. */
    void refused(RuntimeException reason);
}
