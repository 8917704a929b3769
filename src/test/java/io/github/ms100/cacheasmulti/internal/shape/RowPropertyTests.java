package io.github.ms100.cacheasmulti.internal.shape;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.DeclaredMethods;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The properties on a path are known as far as types tell, so that whoever needs them can ask for them beforehand. */
@DisplayName("S10 the properties on the path of a row")
class RowPropertyTests {

    @Test
    @DisplayName("are those that the types of the rows tell, those of subclasses too")
    void areThoseThatTheTypesTell() {
        assertThat(properties("primitive")).containsExactly("Primitive.id");
        assertThat(properties("beans")).containsExactly("Bean.getId");
        assertThat(properties("objects")).isEmpty();
        assertThat(properties("sealedRows")).containsExactly("WithId.id");
        assertThat(properties("typed")).containsExactly("Holder.held", "WithId.id");
        assertThat(properties("fields")).containsExactly("Fields.id");
        assertThat(properties("fluent")).containsExactly("Fluent.id");
        assertThat(RowProperty.onPathOf(DeclaredMethods.reading(Methods.class, "fluent"))
                        .get(0)
                        .member())
                .isInstanceOf(Method.class);
        assertThat(properties("maps")).isEmpty();
        assertThat(properties("finalRows")).isEmpty();
    }

    private static List<String> properties(String name) {
        return RowProperty.onPathOf(DeclaredMethods.reading(Methods.class, name)).stream()
                .map(RowProperty::member)
                .map(member -> member.getDeclaringClass().getSimpleName() + "." + member.getName())
                .toList();
    }

    @Test
    void areReadByAccessors() {
        assertThat(Stream.of("shared", "hidden", "nothing", "hashCode", "id", "missing")
                        .filter(name -> RowProperty.accessor(Accessors.class, name) != null))
                .containsExactly("id");
    }

    @SuppressWarnings("unused")
    static class Accessors {

        static Long shared() {
            return 1L;
        }

        private Long hidden() {
            return 1L;
        }

        void nothing() {}

        Long id() {
            return 1L;
        }
    }

    record Primitive(long id) {}

    sealed interface Known permits WithId, WithoutId {}

    record WithId(Long id) implements Known {}

    record WithoutId(Long other) implements Known {}

    record Holder<T>(T held) {}

    static class Bean {

        private final Long id = 1L;

        public Long getId() {
            return id;
        }
    }

    static class Fluent {

        private final Long id = 1L;

        Long id() {
            return id;
        }
    }

    static class Fields {

        private final Long id = 1L;

        @Override
        public String toString() {
            return "row " + id;
        }
    }

    interface Methods {

        List<Primitive> primitive(@CacheAsMulti(asElementField = "id") List<Long> ids);

        List<Bean> beans(@CacheAsMulti(asElementField = "id") List<Long> ids);

        List<Object> objects(@CacheAsMulti(asElementField = "id.id") List<Long> ids);

        List<Known> sealedRows(@CacheAsMulti(asElementField = "id") List<Long> ids);

        List<Holder<WithId>> typed(@CacheAsMulti(asElementField = "held.id") List<Long> ids);

        List<Fields> fields(@CacheAsMulti(asElementField = "id") List<Long> ids);

        List<Fluent> fluent(@CacheAsMulti(asElementField = "id") List<Long> ids);

        List<Map<String, Object>> maps(@CacheAsMulti(asElementField = "id") List<Long> ids);

        List<WithoutId> finalRows(@CacheAsMulti(asElementField = "id") List<Long> ids);
    }
}
