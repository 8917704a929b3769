package io.github.ms100.cacheasmulti.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.ManyToOne;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.proxy.HibernateProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.concurrent.ConcurrentMapCache;

/** A query hands out Hibernate's proxy of a row that the session has referred to before; its own fields are empty. */
@DisplayName("S10 the element of a row that is a proxy of Hibernate is read from what stands behind it")
class HibernateRowTests {

    private final ConcurrentMapCache cache = new ConcurrentMapCache("lanes");

    private final CachingContext context = CachingContext.with(Lanes.class, cache);

    private final Lanes lanes = context.bean(Lanes.class);

    private final SessionFactory database = new Configuration()
            .addAnnotatedClass(Lane.class)
            .addAnnotatedClass(Stop.class)
            .addAnnotatedClass(Place.class)
            .setProperty("hibernate.connection.url", "jdbc:h2:mem:lanes")
            .setProperty("hibernate.hbm2ddl.auto", "create-drop")
            .buildSessionFactory();

    private final Session session = database.openSession();

    @BeforeEach
    void fill() {
        database.inTransaction(filling -> {
            Lane first = new Lane(1L, "first");
            filling.persist(first);
            filling.persist(new Lane(2L, "second"));
            Place place = new Place("north", 7);
            filling.persist(place);
            filling.persist(new Stop(11L, first, place));
        });
        lanes.session(session);
    }

    @AfterEach
    void stop() {
        session.close();
        database.close();
        context.close();
    }

    @Test
    void anAccessorThatIsNoGetterIsCalled() {
        assertThat(session.getReference(Lane.class, 1L)).isInstanceOf(HibernateProxy.class);

        List<Lane> found = lanes.findByIds(List.of(1L, 2L));

        assertThat(found).hasSize(2).hasAtLeastOneElementOfType(HibernateProxy.class);
        assertThat(cache.getNativeCache()).containsOnlyKeys(1L, 2L).doesNotContainValue(null);
    }

    @Test
    void aFieldIsReadOfTheEntityItself() {
        session.getReference(Lane.class, 1L);

        assertThat(lanes.findByNames(List.of("first", "second"))).hasSize(2);
    }

    @Test
    void theIdentifierOfAnEntityIsReadWithoutLoadingIt() {
        List<Stop> found = lanes.findStopsOfLanes(List.of(1L));

        assertThat(found).hasSize(1).noneMatch(stop -> Hibernate.isInitialized(stop.lane));
        assertThat(cache.getNativeCache()).containsOnlyKeys(1L);
    }

    @Test
    void anyOtherPropertyIsLoaded() {
        assertThat(lanes.findStopsOfNames(List.of("first"))).hasSize(1);
        assertThat(cache.getNativeCache()).containsOnlyKeys("first");
    }

    @Test
    void oneOfSeveralIdentifiersIsNotTheIdentifier() {
        assertThat(lanes.findStopsOfPlaces(List.of("north"))).hasSize(1);
        assertThat(cache.getNativeCache()).containsOnlyKeys("north");
    }

    @Entity(name = "Lane")
    static class Lane {

        @Id
        private Long id;

        private String name;

        protected Lane() {}

        Lane(Long id, String name) {
            this.id = id;
            this.name = name;
        }

        public Long id() {
            return id;
        }
    }

    @Entity(name = "Stop")
    static class Stop {

        @Id
        private Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        private Lane lane;

        @ManyToOne(fetch = FetchType.LAZY)
        private Place place;

        protected Stop() {}

        Stop(Long id, Lane lane, Place place) {
            this.id = id;
            this.lane = lane;
            this.place = place;
        }
    }

    @Entity(name = "Place")
    @IdClass(PlaceId.class)
    static class Place {

        @Id
        private String region;

        @Id
        private Integer number;

        protected Place() {}

        Place(String region, Integer number) {
            this.region = region;
            this.number = number;
        }
    }

    static class PlaceId implements Serializable {

        private static final long serialVersionUID = 1L;

        private String region;

        private Integer number;

        @Override
        public boolean equals(Object other) {
            return other instanceof PlaceId that && region.equals(that.region) && number.equals(that.number);
        }

        @Override
        public int hashCode() {
            return Objects.hash(region, number);
        }
    }

    static class Lanes {

        private Session session;

        void session(Session session) {
            this.session = session;
        }

        @Cacheable("lanes")
        public List<Lane> findByIds(@CacheAsMulti(asElementField = "id") List<Long> ids) {
            return query("from Lane where id in :asked", Lane.class, ids);
        }

        @Cacheable("lanes")
        public List<Lane> findByNames(@CacheAsMulti(asElementField = "name") List<String> names) {
            return query("from Lane where name in :asked", Lane.class, names);
        }

        @Cacheable("lanes")
        public List<Stop> findStopsOfLanes(@CacheAsMulti(asElementField = "lane.id", grouped = true) List<Long> ids) {
            return query("from Stop where lane.id in :asked", Stop.class, ids);
        }

        @Cacheable("lanes")
        public List<Stop> findStopsOfNames(@CacheAsMulti(asElementField = "lane.name") List<String> names) {
            return query("from Stop where lane.name in :asked", Stop.class, names);
        }

        @Cacheable("lanes")
        public List<Stop> findStopsOfPlaces(@CacheAsMulti(asElementField = "place.region") List<String> regions) {
            return query("from Stop where place.region in :asked", Stop.class, regions);
        }

        private <T> List<T> query(String text, Class<T> type, List<?> asked) {
            return session.createQuery(text, type)
                    .setParameterList("asked", asked)
                    .list();
        }
    }
}
