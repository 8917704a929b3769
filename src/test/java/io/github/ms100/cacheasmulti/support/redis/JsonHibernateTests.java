package io.github.ms100.cacheasmulti.support.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ms100.cacheasmulti.support.redis.Gardens.Bed;
import io.github.ms100.cacheasmulti.support.redis.Gardens.Garden;
import io.github.ms100.cacheasmulti.support.redis.Gardens.Gardener;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.proxy.HibernateProxy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.redis.serializer.SerializationException;

/** Entities as Hibernate hands them out, with its collections and proxies. */
@Tag("slow")
class JsonHibernateTests {

    private static final ClassLoader LOADER = JsonHibernateTests.class.getClassLoader();

    private static SessionFactory sessions;

    @BeforeAll
    static void start() {
        sessions = new Configuration()
                .addAnnotatedClass(Garden.class)
                .addAnnotatedClass(Gardener.class)
                .addAnnotatedClass(Bed.class)
                .setProperty("hibernate.connection.url", "jdbc:h2:mem:gardens")
                .setProperty("hibernate.hbm2ddl.auto", "create-drop")
                .buildSessionFactory();
    }

    @AfterAll
    static void stop() {
        sessions.close();
    }

    @BeforeEach
    void plant() {
        sessions.inTransaction(session -> {
            Gardener gardener = new Gardener();
            gardener.setId(7L);
            gardener.setName("Jane");
            session.merge(gardener);
            Garden garden = new Garden();
            garden.setId(1L);
            garden.setGardener(gardener);
            garden.setPlants(new ArrayList<>(List.of("rose", "fern")));
            garden.setTags(new HashSet<>(Set.of("wild")));
            garden.setYields(new HashMap<>(Map.of(2024L, "good")));
            garden.setNumbers(new TreeSet<>(Set.of(2L, 1L)));
            garden.setYears(new TreeMap<>(Map.of(2025, "b", 2024, "a")));
            session.merge(garden);
            Bed bed = new Bed();
            bed.setId(3L);
            bed.setHerbs(new TreeSet<>(Set.of("a", "b")));
            session.merge(bed);
        });
    }

    private static void onBoth(List<String> allowed, Consumer<JsonRedisSerializer> test) {
        JsonTypes types = new JsonTypes(new AllowedTypes(allowed), LOADER);
        Codecs.all(types, LOADER).stream().map(JsonRedisSerializer::new).forEach(test);
    }

    private static void onBoth(Consumer<JsonRedisSerializer> test) {
        onBoth(List.of("io.github.ms100.cacheasmulti.support"), test);
    }

    private static <T> T inSession(Function<Session, T> work) {
        return sessions.fromTransaction(work::apply);
    }

    private static Garden loadedGarden() {
        return inSession(session -> {
            Garden garden = session.find(Garden.class, 1L);
            Hibernate.initialize(garden.getGardener());
            List.of(garden.getPlants(), garden.getTags(), garden.getYields(), garden.getNumbers(), garden.getYears())
                    .forEach(Hibernate::initialize);
            return garden;
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"io.github.ms100.cacheasmulti", "org.hibernate"})
    void collectionsComeBackAsTheOrdinaryOnes(String alsoAllowed) {
        Garden garden = loadedGarden();
        assertThat(garden.getPlants()).isInstanceOf(PersistentCollection.class);

        onBoth(List.of("io.github.ms100.cacheasmulti.support", alsoAllowed), json -> {
            Garden read = (Garden) json.deserialize(json.serialize(garden));

            assertThat(read.getPlants()).isExactlyInstanceOf(ArrayList.class).containsExactly("rose", "fern");
            assertThat(read.getTags()).isEqualTo(Set.of("wild"));
            assertThat(read.getYields())
                    .isExactlyInstanceOf(LinkedHashMap.class)
                    .isEqualTo(Map.of(2024L, "good"));
            assertThat(read.getNumbers()).isExactlyInstanceOf(TreeSet.class).containsExactly(1L, 2L);
            assertThat(read.getYears()).isExactlyInstanceOf(TreeMap.class).isEqualTo(Map.of(2024, "a", 2025, "b"));
            assertThat(read.getGardener()).isExactlyInstanceOf(Gardener.class);
            assertThat(read.getGardener().getName()).isEqualTo("Jane");
        });
    }

    @Test
    void collectionsAreWrittenAsThoseOfAnEntityThatHibernateHasNotSeen() {
        Garden garden = loadedGarden();
        Garden plain = new Garden();
        plain.setId(1L);
        plain.setGardener((Gardener) Hibernate.unproxy(garden.getGardener()));
        plain.setPlants(new ArrayList<>(garden.getPlants()));
        plain.setTags(new java.util.LinkedHashSet<>(garden.getTags()));
        plain.setYields(new LinkedHashMap<>(garden.getYields()));
        plain.setNumbers(new TreeSet<>(garden.getNumbers()));
        plain.setYears(new TreeMap<>(garden.getYears()));

        onBoth(json -> assertThat(json.serialize(garden))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(new String(json.serialize(plain), StandardCharsets.UTF_8)));
    }

    @Test
    void collectionsComeBackWhereverTheyWere() {
        Collection<String> plants = loadedGarden().getPlants();
        List<Object> value = new ArrayList<>(List.of(plants, Map.of("a", plants)));

        onBoth(json -> {
            assertThat(json.deserialize(json.serialize(plants))).isEqualTo(List.of("rose", "fern"));
            assertThat(json.deserialize(json.serialize(value)))
                    .isEqualTo(List.of(List.of("rose", "fern"), Map.of("a", List.of("rose", "fern"))));
            assertThat((Object[]) json.deserialize(json.serialize(new Object[] {plants})))
                    .containsExactly(List.of("rose", "fern"));
        });
    }

    @Test
    void loadedProxyComesBackAsWhatStandsBehindIt() {
        Gardener proxy = inSession(session -> {
            Gardener reference = session.getReference(Gardener.class, 7L);
            Hibernate.initialize(reference);
            return reference;
        });
        assertThat(proxy).isInstanceOf(HibernateProxy.class);

        onBoth(json -> {
            byte[] written = json.serialize(proxy);

            assertThat(written)
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("[\"%s\",{\"id\":7,\"name\":\"Jane\"}]".formatted(Gardener.class.getName()));
            Gardener read = (Gardener) json.deserialize(written);
            assertThat(read).isExactlyInstanceOf(Gardener.class);
            assertThat(read.getName()).isEqualTo("Jane");
            assertThat(json.deserialize(json.serialize(new ArrayList<>(List.of(proxy)))))
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                    .singleElement()
                    .isExactlyInstanceOf(Gardener.class);
        });
    }

    @Test
    void whatIsNotLoadedIsLoadedWhileTheSessionIsOpen() {
        onBoth(json -> {
            Garden read =
                    inSession(session -> (Garden) json.deserialize(json.serialize(session.find(Garden.class, 1L))));

            assertThat(read.getPlants()).containsExactly("rose", "fern");
            assertThat(read.getGardener().getName()).isEqualTo("Jane");
        });
    }

    @Test
    void proxyThatCannotBeLoadedAnyMoreIsRefusedInWords() {
        Gardener proxy = inSession(session -> session.getReference(Gardener.class, 7L));

        onBoth(json -> assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> json.serialize(proxy))
                .withMessageContainingAll("proxy of ", "is not loaded", "Load it"));
    }

    @Test
    void collectionThatCannotBeLoadedAnyMoreIsRefusedInWords() {
        Garden garden = inSession(session -> {
            Garden found = session.find(Garden.class, 1L);
            Hibernate.initialize(found.getGardener());
            return found;
        });

        onBoth(json -> assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> json.serialize(garden))
                .withMessageContainingAll("of Hibernate that is not loaded", "Load it"));
    }

    @Test
    void sortedCollectionWithAComparatorIsRefusedAsThatOfTheJdkIs() {
        Bed bed = inSession(session -> {
            Bed found = session.find(Bed.class, 3L);
            Hibernate.initialize(found.getHerbs());
            return found;
        });

        onBoth(json -> assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> json.serialize(bed))
                .withMessageContainingAll("PersistentSortedSet", "with a comparator cannot be stored as JSON"));
    }
}
