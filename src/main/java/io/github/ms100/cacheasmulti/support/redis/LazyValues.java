package io.github.ms100.cacheasmulti.support.redis;

import io.github.ms100.cacheasmulti.support.OptionalLibrary;
import org.hibernate.Hibernate;
import org.hibernate.HibernateException;
import org.hibernate.collection.spi.LazyInitializable;
import org.hibernate.proxy.HibernateProxy;

/** Knows what a mapper to a database puts in the place of values it has not loaded yet. */
class LazyValues {

    private LazyValues() {}

    /** Returns one that knows Hibernate's, where that is on the class path. */
    static LazyValues onClassPath() {
        return OptionalLibrary.HIBERNATE.isPresent() ? new OfHibernate() : new LazyValues();
    }

    /** Tells whether objects of a class are proxies. */
    boolean isProxy(Class<?> type) {
        return false;
    }

    /** Returns what stands behind a proxy, and any other value as it is; loaded, if it was not. */
    Object loaded(Object value) {
        return value;
    }

    /** Tells whether collections or maps of a class are wrappers, which mean nothing without their session. */
    boolean isWrapper(Class<?> container) {
        return false;
    }

    private static final class OfHibernate extends LazyValues {

        @Override
        boolean isProxy(Class<?> type) {
            return HibernateProxy.class.isAssignableFrom(type);
        }

        @Override
        Object loaded(Object value) {
            if (!(value instanceof HibernateProxy) && !(value instanceof LazyInitializable)) {
                return value;
            }
            try {
                Hibernate.initialize(value);
                return Hibernate.unproxy(value);
            } catch (HibernateException ex) {
                throw new JsonCodec.Refused(
                        ("A %s of Hibernate that is not loaded cannot be stored as JSON (%s). Load it with the value, for"
                                        + " example by a fetch join, or cache a type without it")
                                .formatted(
                                        value instanceof HibernateProxy proxy
                                                ? "proxy of "
                                                        + proxy.getHibernateLazyInitializer()
                                                                .getEntityName()
                                                : value.getClass().getSimpleName(),
                                        ex.getClass().getSimpleName()),
                        ex);
            }
        }

        @Override
        boolean isWrapper(Class<?> container) {
            return LazyInitializable.class.isAssignableFrom(container);
        }
    }
}
