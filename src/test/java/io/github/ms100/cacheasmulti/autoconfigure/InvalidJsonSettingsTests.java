package io.github.ms100.cacheasmulti.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.fixture.BootApplications;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** Spring Boot shows settings for JSON that cannot be fulfilled as description and action. */
class InvalidJsonSettingsTests {

    private static final String PREFIX = "cache-as-multi.redis.";

    @Test
    void aPackageWithAWildcardIsAnalysedAtStartUp() {
        BootApplications.withCaches()
                .withUserConfiguration(Caching.class)
                .withPropertyValues(
                        "spring.cache.type=simple",
                        PREFIX + "serialize-to-json=true",
                        PREFIX + "json-allowed-packages=com.acme.*")
                .run(context -> {
                    FailureAnalysis analysis =
                            new InvalidJsonSettingsException.Analyzer().analyze(context.getStartupFailure());

                    assertThat(analysis).isNotNull();
                    assertThat(analysis.getDescription())
                            .contains("'" + PREFIX + "json-allowed-packages'", "'com.acme.*'", "without wildcards");
                    assertThat(analysis.getAction()).startsWith("Correct the entry: 'com.acme'");
                });
    }

    @Test
    void missingJacksonIsAnalysed() {
        RuntimeException failure = InvalidJsonSettingsException.noJackson(
                new IllegalStateException("there is no Jackson on the class path. Add this or that"));

        FailureAnalysis analysis = new InvalidJsonSettingsException.Analyzer().analyze(failure);

        assertThat(analysis.getDescription())
                .contains(
                        "'" + PREFIX + "serialize-to-json' is true", "no Jackson on the class path. Add this or that.");
        assertThat(analysis.getAction()).startsWith("Add one of them").endsWith("or set the property to false.");
    }

    @Test
    void theAnalyzerIsRegistered() {
        assertThat(SpringFactoriesLoader.loadFactoryNames(
                        FailureAnalyzer.class, getClass().getClassLoader()))
                .contains(InvalidJsonSettingsException.Analyzer.class.getName());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableCaching
    static class Caching {}
}
