package io.github.ms100.cacheasmulti.internal.shape;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.internal.shape.ElementField.HibernateProxies;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Id;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The identifier of an entity that is not loaded is read from its proxy; for anything else the entity is loaded. */
@DisplayName("S10 behind a proxy of Hibernate")
class HibernateProxiesTests {

    private static final Object ENTITY = "the entity";

    static class Row {

        @Id
        Long id;

        Long other;
    }

    static class ByGetter {

        @Id
        public Long getId() {
            return 7L;
        }

        public Long getOther() {
            return 8L;
        }
    }

    static class Embedded {

        @EmbeddedId
        String key;
    }

    /** One field of several that make the identifier. */
    static class PartOfKey {

        @Id
        Long id;

        @Id
        public Long getOther() {
            return 8L;
        }
    }

    @Test
    void standsTheObjectItselfIfItIsNone() {
        assertThat(HibernateProxies.behind(ENTITY, "id")).isSameAs(ENTITY);
    }

    @Test
    void standsTheIdentifierIfThatIsAllOneAsksFor() {
        assertThat(behind(true, 7L, Row.class, "id")).isEqualTo(Map.of("id", 7L));
        assertThat(behind(true, 7L, ByGetter.class, "id")).isEqualTo(Map.of("id", 7L));
        assertThat(behind(true, "k", Embedded.class, "key")).isEqualTo(Map.of("key", "k"));
    }

    @Test
    void standsTheEntityForAnythingElse() {
        assertThat(behind(false, 7L, Row.class, "id")).isSameAs(ENTITY);
        assertThat(behind(true, null, Row.class, "id")).isSameAs(ENTITY);
        assertThat(behind(true, 7L, Row.class, "other")).isSameAs(ENTITY);
        assertThat(behind(true, 7L, Row.class, "missing")).isSameAs(ENTITY);
        assertThat(behind(true, 7L, ByGetter.class, "other")).isSameAs(ENTITY);
        assertThat(behind(true, "both parts", PartOfKey.class, "id")).isSameAs(ENTITY);
        assertThat(behind(true, "both parts", PartOfKey.class, "other")).isSameAs(ENTITY);
    }

    private static Object behind(boolean uninitialized, Object id, Class<?> type, String property) {
        LazyInitializer initializer = (LazyInitializer) Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {LazyInitializer.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "isUninitialized" -> uninitialized;
                    case "getInternalIdentifier" -> id;
                    case "getPersistentClass" -> type;
                    case "getImplementation" -> ENTITY;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        HibernateProxy proxy = new HibernateProxy() {
            private static final long serialVersionUID = 1L;

            @Override
            public Object writeReplace() {
                return this;
            }

            @Override
            public LazyInitializer getHibernateLazyInitializer() {
                return initializer;
            }
        };
        return HibernateProxies.behind(proxy, property);
    }
}
