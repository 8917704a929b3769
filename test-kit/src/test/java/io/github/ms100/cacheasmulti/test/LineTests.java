package io.github.ms100.cacheasmulti.test;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootVersion;

/** The classes that were compiled with JUnit 5 run with JUnit 6 as well. */
class LineTests {

    @Test
    void springAndJUnitAreThoseOfTheLineThatIsTested() {
        String line = System.getProperty("tested.spring-boot");

        assertThat(SpringBootVersion.getVersion()).isEqualTo(line);
        assertThat(Test.class.getPackage().getImplementationVersion()).startsWith(line.startsWith("3.") ? "5." : "6.");
    }
}
