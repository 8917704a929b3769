package io.github.ms100.cacheasmulti.inheritance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.ibatis.session.SqlSessionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.mybatis.spring.SqlSessionFactoryBean;
import org.mybatis.spring.mapper.MapperFactoryBean;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Repositories and mappers in a Spring Boot application, against a real database. */
@DisplayName("S26: beans that are interfaces only")
class InterfaceOnlyBeanTests {

    private static final Car ONE = new Car(1L, "one", 10L);

    private static final Car TWO = new Car(2L, "two", 20L);

    private static final Car THREE = new Car(3L, "three", 10L);

    private static ConfigurableApplicationContext context;

    private final CarRepository repository = context.getBean(CarRepository.class);

    private final CarPositions positions = context.getBean(CarPositions.class);

    private final CarMapper mapper = context.getBean(CarMapper.class);

    private final SqlLog sql = context.getBean(SqlLog.class);

    @BeforeAll
    static void start() {
        context = new SpringApplicationBuilder(App.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.main.banner-mode=off",
                        "spring.datasource.generate-unique-name=true",
                        "spring.data.redis.repositories.enabled=false")
                .run();
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @BeforeEach
    void fill() {
        CacheManager caches = context.getBean(CacheManager.class);
        caches.getCacheNames().forEach(name -> caches.getCache(name).clear());
        JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
        jdbc.execute("drop table if exists car");
        jdbc.execute("create table car (id bigint auto_increment primary key, name varchar(20), maker_id bigint)");
        jdbc.execute("insert into car (name, maker_id) values ('one', 10), ('two', 20), ('three', 10)");
        sql.parameters();
    }

    @Test
    void aDerivedQueryAsksForTheMissingRowsOnly() {
        assertThat(repository.findById(2L)).contains(TWO);
        assertThat(repository.findByIdIn(List.of(3L, 2L, 1L))).containsExactly(THREE, TWO, ONE);
        assertThat(repository.findById(3L)).contains(THREE);
        assertThat(repository.findByIdIn(List.of(1L, 99L))).containsExactly(ONE);
        assertThat(repository.findByIdIn(Set.of(99L))).isEmpty();
        assertThat(repository.findById(99L)).isEqualTo(Optional.empty());

        assertThat(sql.parameters()).containsExactly(List.of(2L), List.of(3L, 1L), List.of(99L));
    }

    @Test
    void anInheritedMethodAsksForTheMissingRowsOnly() {
        assertThat(repository.findAllById(List.of(2L))).containsExactly(TWO);
        assertThat(repository.findAllById(List.of(3L, 2L, 1L))).containsExactly(THREE, TWO, ONE);
        assertThat(repository.findById(1L)).contains(ONE);

        assertThat(sql.parameters()).containsExactly(List.of(2L), List.of(3L, 1L));
    }

    @Test
    void aDeclaredQueryAsksForTheMissingRowsOnly() {
        assertThat(repository.findById(2L)).contains(TWO);
        assertThat(repository.queryByIds(Set.of(2L, 3L))).containsExactlyInAnyOrder(TWO, THREE);
        assertThat(repository.queryByIds(Set.of(98L))).isEmpty();
        assertThat(repository.queryByIds(Set.of(98L))).isEmpty();

        assertThat(sql.parameters()).containsExactly(List.of(2L), List.of(3L), List.of(98L), List.of(98L));
    }

    @Test
    void aGroupedQuerySharesEntriesWithTheMethodForOneElement() {
        assertThat(repository.findByMakerIdOrderById(10L)).containsExactly(ONE, THREE);
        assertThat(repository.findByMakerIdInOrderById(List.of(20L, 10L, 30L))).containsExactly(TWO, ONE, THREE);
        assertThat(repository.findByMakerIdOrderById(20L)).containsExactly(TWO);
        assertThat(repository.findByMakerIdOrderById(30L)).isEmpty();

        assertThat(sql.parameters()).containsExactly(List.of(10L), List.of(20L, 30L));
    }

    @Test
    void aDefaultMethodOfARepositoryMayReturnAMap() {
        assertThat(repository.findByIdIn(List.of(1L))).containsExactly(ONE);
        assertThat(repository.findMapByIds(List.of(2L, 1L))).containsExactly(Map.entry(2L, TWO), Map.entry(1L, ONE));

        assertThat(sql.parameters()).containsExactly(List.of(1L), List.of(2L));
    }

    @Test
    void savedRowsArePutAndDeletedRowsAreEvicted() {
        List<Car> saved = repository.saveAll(List.of(new Car(null, "four", 20L), new Car(1L, "uno", 10L)));
        sql.parameters();

        assertThat(saved).extracting(Car::id).containsExactly(4L, 1L);
        assertThat(repository.findByIdIn(List.of(4L, 1L))).isEqualTo(saved);
        assertThat(sql.parameters()).isEmpty();

        repository.deleteAllById(List.of(4L));
        sql.parameters();

        assertThat(repository.findByIdIn(List.of(4L, 1L))).containsExactly(saved.get(1));
        assertThat(sql.parameters()).containsExactly(List.of(4L));
    }

    @Test
    void aMapperAsksForTheMissingRowsOnly() {
        assertThat(mapper.findById(2L)).isEqualTo(TWO);
        assertThat(mapper.findByIds(List.of(3L, 2L))).containsExactly(THREE, TWO);
        assertThat(mapper.findMapByIds(List.of(1L, 3L, 2L, 99L)))
                .containsExactly(Map.entry(1L, ONE), Map.entry(3L, THREE), Map.entry(2L, TWO));
        assertThat(mapper.findById(1L)).isEqualTo(ONE);
        assertThat(mapper.findById(99L)).isNull();

        assertThat(sql.parameters()).containsExactly(List.of(2L), List.of(3L), List.of(1L, 99L));
    }

    @Test
    void aMapperMayReturnItsRowsAsMaps() {
        assertThat(mapper.findRows(2L)).containsExactly(Map.of("ID", 2L, "NAME", "two"));
        assertThat(mapper.findRows(1L, 2L))
                .containsExactly(Map.of("ID", 1L, "NAME", "one"), Map.of("ID", 2L, "NAME", "two"));

        assertThat(sql.parameters()).containsExactly(List.of(2L), List.of(1L));
    }

    @Test
    void aMapperThatDeletesReturnsTheNumberOfRowsAndEvicts() {
        mapper.findByIds(List.of(1L, 2L, 3L));
        sql.parameters();

        assertThat(mapper.deleteByIds(List.of(1L, 3L))).isEqualTo(2);
        assertThat(mapper.findByIds(List.of(1L, 2L, 3L))).containsExactly(TWO);

        assertThat(sql.parameters()).containsExactly(List.of(1L, 3L), List.of(1L, 3L));
    }

    @Test
    @DisplayName("S9, S26 errors at the call name the repository, not the class behind it")
    void errorsNameTheRepository() {
        assertThatIllegalStateException()
                .isThrownBy(() -> positions.findAllById(List.of(1L, 99L)))
                .withMessageContaining(CarPositions.class.getName() + ".findAllById(Iterable)");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableCaching
    static class App {

        @Bean
        static SqlLog sqlLog() {
            return new SqlLog();
        }

        @Bean
        CacheManager cacheManager() {
            return new ConcurrentMapCacheManager();
        }

        @Bean
        SqlSessionFactoryBean sqlSessionFactory(DataSource dataSource) {
            SqlSessionFactoryBean factory = new SqlSessionFactoryBean();
            factory.setDataSource(dataSource);
            return factory;
        }

        @Bean
        MapperFactoryBean<CarMapper> carMapper(SqlSessionFactory factory) {
            MapperFactoryBean<CarMapper> mapper = new MapperFactoryBean<>(CarMapper.class);
            mapper.setSqlSessionFactory(factory);
            return mapper;
        }
    }
}
