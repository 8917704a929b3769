package io.github.ms100.cacheasmulti.internal.change;

import io.github.ms100.cacheasmulti.support.Printable;

/**
 * Which cache of an application it is, for all of its nodes. As text, which can be sent, it is the two names with a slash
 * between them, {@code cacheManager/cars}; in that of the manager {@code %2F} stands for a slash and {@code %25} for a
 * percent sign. There is one text for each identity.
 *
 * @param manager the name of the {@code CacheManager} bean
 * @param name the name under which that manager knows the cache
 */
public record CacheIdentity(String manager, String name) {

    /**
     * Reads the text of an identity.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static CacheIdentity parse(String text) {
        int slash = text.indexOf('/');
        if (slash >= 0) {
            String manager = text.substring(0, slash).replace("%2F", "/").replace("%25", "%");
            CacheIdentity identity = new CacheIdentity(manager, text.substring(slash + 1));
            if (identity.toString().equals(text)) {
                return identity;
            }
        }
        throw new IllegalArgumentException(
                ("'%s' is not the identity of a cache, which is the name of a cache manager's"
                                + " bean, a slash and the name of the cache. In the name of the bean write %%2F for a slash and"
                                + " %%25 for a percent sign")
                        .formatted(Printable.of(text)));
    }

    /** Returns the text that {@link #parse} reads. */
    @Override
    public String toString() {
        return manager.replace("%", "%25").replace("/", "%2F") + "/" + name;
    }
}
