package io.github.ms100.cacheasmulti.inheritance;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import javax.cache.annotation.CacheResult;
import org.apache.ibatis.annotations.Select;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;

/** Interfaces of which beans are made: those that are misused, and those whose implementation returns too little. */
final class InterfacesOnly {

    private InterfacesOnly() {}

    /** What all interfaces inherit: messages name the interface of the bean. */
    interface Positional {

        @Cacheable("c")
        List<String> find(@CacheAsMulti Collection<Long> ids);
    }

    interface MisusedCars {

        @Cacheable("c")
        Stream<String> find(@CacheAsMulti Collection<Long> ids);
    }

    interface PositionalCars extends Positional {}

    interface MisusedFunction {

        @Cacheable("c")
        Stream<String> find(@CacheAsMulti Collection<Long> ids);
    }

    interface PositionalFunction extends Positional {}

    interface MisusedStore {

        @Cacheable("c")
        Stream<String> find(@CacheAsMulti Collection<Long> ids);
    }

    interface PositionalStore extends Positional {

        @Override
        @Cacheable("c")
        List<String> find(@CacheAsMulti Collection<Long> ids);
    }

    interface MisusedApi {

        @Cacheable("c")
        @GetExchange("http://localhost/")
        Stream<String> find(@CacheAsMulti Collection<Long> ids);
    }

    interface PositionalApi extends Positional {

        @Override
        @Cacheable("c")
        @GetExchange("http://localhost/")
        List<String> find(@RequestParam @CacheAsMulti Collection<Long> ids);
    }

    interface MisusedMapper {

        @Cacheable("c")
        @Select("select 'one'")
        Stream<String> find(@CacheAsMulti Collection<Long> ids);
    }

    interface PositionalMapper extends Positional {

        @Override
        @Cacheable("c")
        @Select("select 'one'")
        List<String> find(@CacheAsMulti Collection<Long> ids);
    }

    interface Standard {

        @CacheResult(cacheName = "c")
        Stream<String> find(@CacheAsMulti Collection<Long> ids);
    }
}
