package io.github.ms100.cacheasmulti.inheritance;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import java.util.List;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.data.repository.ListCrudRepository;

/** A repository that declares a method again which the class behind it implements: by position, as rows seldom are. */
interface CarPositions extends ListCrudRepository<Car, Long> {

    @Override
    @Cacheable("positions")
    List<Car> findAllById(@CacheAsMulti Iterable<Long> ids);
}
