package io.github.ms100.cacheasmulti.meters;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.event.BatchListener;
import io.github.ms100.cacheasmulti.fixture.BootApplications;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;

@DisplayName("O2 the documents name each meter and each tag, and no other")
class DocumentedMetersTests {

    private static final Pattern ROW =
            Pattern.compile("^\\| `(cache\\.batch\\.[a-z.]+)` \\|[^|]*\\|([^|]*)\\|", Pattern.MULTILINE);

    private static final Pattern TAG = Pattern.compile("`([a-z]+)`[:：]");

    private static final Pattern TABLE = Pattern.compile("\\n\\|---");

    /** What all meters of a table have, in the order of the tables. */
    private static final List<Set<String>> COMMON =
            List.of(Set.of("cache", "cache.manager"), Set.of("class", "method"), Set.of());

    @ParameterizedTest
    @ValueSource(strings = {"docs/en/metrics.md", "docs/zh/metrics.md"})
    void metersAreDocumented(String document) throws IOException {
        assertThat(documented(Files.readString(Path.of(document)))).isEqualTo(registered());
    }

    private static Map<String, Set<String>> documented(String document) {
        Map<String, Set<String>> tags = new TreeMap<>();
        String[] tables = TABLE.split(document);
        for (int table = 0; table < COMMON.size(); table++) {
            for (MatchResult row : ROW.matcher(tables[table + 1]).results().toList()) {
                Set<String> all = new TreeSet<>(COMMON.get(table));
                TAG.matcher(row.group(2)).results().map(tag -> tag.group(1)).forEach(all::add);
                tags.put(row.group(1), all);
            }
        }
        return tags;
    }

    /** Returns the tags of each meter of an application in which everything has happened. */
    private static Map<String, Set<String>> registered() {
        MeterRegistry registry = new SimpleMeterRegistry();
        MeteredApplications.metered(BootApplications.withCaches(), registry)
                .withUserConfiguration(MeteredCars.Application.class)
                .withBean(MeteredCars.class)
                .withPropertyValues("spring.cache.type=simple", "cache-as-multi.on-cache-failure=log")
                .run(context -> {
                    context.getBean(MeteredCars.class).find(List.of(1L));
                    Cache cars = context.getBean(CacheManager.class).getCache("cars");
                    BatchListener listener = context.getBean(BatchListener.class);
                    listener.onLocalLookup(new BatchListener.LocalLookup(cars, 2, 1));
                    listener.onUnvalidated("channel");
                });
        Map<String, Set<String>> tags = new TreeMap<>();
        for (Meter meter : registry.getMeters()) {
            if (meter.getId().getName().startsWith("cache.batch.")) {
                Set<String> keys = new TreeSet<>(
                        meter.getId().getTags().stream().map(Tag::getKey).toList());
                assertThat(tags.getOrDefault(meter.getId().getName(), keys)).isEqualTo(keys);
                tags.put(meter.getId().getName(), keys);
            }
        }
        return tags;
    }
}
