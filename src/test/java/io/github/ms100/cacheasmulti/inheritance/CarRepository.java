package io.github.ms100.cacheasmulti.inheritance;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.ListCrudRepository;
import org.springframework.data.repository.query.Param;

/** A Spring Data repository: inherited, derived, declared and default methods. */
public interface CarRepository extends ListCrudRepository<Car, Long> {

    @Override
    @Cacheable("cars")
    Optional<Car> findById(Long id);

    @Override
    @Cacheable("cars")
    List<Car> findAllById(@CacheAsMulti(asElementField = "id") Iterable<Long> ids);

    @Cacheable("cars")
    List<Car> findByIdIn(@CacheAsMulti(asElementField = "id") Collection<Long> ids);

    @Cacheable("cars")
    @Query("select * from car where id in (:ids)")
    Set<Car> queryByIds(@Param("ids") @CacheAsMulti(asElementField = "id", strictNull = true) Set<Long> ids);

    @Cacheable("fleets")
    List<Car> findByMakerIdOrderById(Long makerId);

    @Cacheable("fleets")
    List<Car> findByMakerIdInOrderById(
            @CacheAsMulti(asElementField = "makerId", grouped = true) Collection<Long> makerIds);

    @Cacheable("cars")
    default Map<Long, Car> findMapByIds(@CacheAsMulti Collection<Long> ids) {
        Map<Long, Car> found = new LinkedHashMap<>();
        queryWithoutCache(ids).forEach(car -> found.put(car.id(), car));
        return found;
    }

    @Query("select * from car where id in (:ids)")
    List<Car> queryWithoutCache(@Param("ids") Collection<Long> ids);

    @Override
    @CachePut(cacheNames = "cars", key = "#result.id")
    <S extends Car> List<S> saveAll(@CacheAsMulti Iterable<S> entities);

    @Override
    @CacheEvict("cars")
    void deleteAllById(@CacheAsMulti Iterable<? extends Long> ids);
}
