package io.github.ms100.cacheasmulti.internal.change;

import org.springframework.cache.Cache;

/** Caches that are known by their native cache and name, and whose keys are compared as they are. */
public class KeysAsTheyAre implements ChangeFeed.Identities {

    @Override
    public Entries entriesOf(Cache cache) {
        EntryScope all = EntryScope.of(cache.getNativeCache(), cache.getName());
        return new Entries() {
            @Override
            public EntryId of(Object key) {
                return new EntryId(all, key);
            }

            @Override
            public EntryScope all() {
                return all;
            }
        };
    }

    @Override
    public ChangeFeed.Waiting waiting(Cache cache) {
        return ChangeFeed.Waiting.NO;
    }
}
