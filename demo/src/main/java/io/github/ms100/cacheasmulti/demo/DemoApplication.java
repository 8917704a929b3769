package io.github.ms100.cacheasmulti.demo;

import io.github.ms100.cacheasmulti.demo.nodes.Nodes;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cache.annotation.EnableCaching;

/** A product catalogue whose lookups show what came from the cache and what was loaded. */
@SpringBootApplication
@EnableCaching
public class DemoApplication {

    public static void main(String[] args) {
        if (Nodes.areWanted(args)) {
            Nodes unused = Nodes.start(DemoApplication.class, args);
        } else {
            SpringApplication.run(DemoApplication.class, args);
        }
    }
}
