package io.github.ms100.cacheasmulti.docs.firsthit;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Service;

@SpringBootApplication
@EnableCaching
public class DemoApplication {

    public static void main(String[] args) {
        SpringApplication.run(DemoApplication.class, args);
    }

    @Bean
    ApplicationRunner twoCalls(Plates plates) {
        return arguments -> {
            plates.findByIds(List.of(1L, 2L));
            plates.findByIds(List.of(2L, 3L));
        };
    }
}

@Service
class Plates {

    private static final Logger logger = LoggerFactory.getLogger(Plates.class);

    @Cacheable("plates")
    public Map<Long, String> findByIds(@CacheAsMulti Collection<Long> ids) {
        logger.info("Loading {}", ids);
        Map<Long, String> found = new HashMap<>();
        ids.forEach(id -> found.put(id, "B-" + id)); // here you would ask your database
        return found;
    }
}
