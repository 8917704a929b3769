package io.github.ms100.cacheasmulti.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.fixture.SpringLine;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootVersion;

/**
 * The tables of tested versions say what is tested: the build runs this test on all lines of Spring, and on each it looks
 * at its own class path.
 */
class TestedVersionsTests {

    private static final Map<String, List<String>> LIBRARIES = libraries();

    private final Map<String, List<String>> table = table("docs/en/versions.md");

    @Test
    void librariesAreThoseOfTheClassPath() throws Exception {
        for (Map.Entry<String, List<String>> library : LIBRARIES.entrySet()) {
            List<String> versions = new ArrayList<>();
            for (String className : library.getValue()) {
                if (SpringLine.isPresent(className)) {
                    versions.add(version(Class.forName(className)));
                }
            }
            assertThat(cells(library.getKey()).get(column()))
                    .as(library.getKey())
                    .isEqualTo(String.join(", ", versions));
        }
    }

    /** A server of the developer's own may be another one. */
    @Test
    void redisIsTheOneThatTheTestsStart() {
        String version = TestRedis.onServer(
                connection -> connection.serverCommands().info("server").getProperty("redis_version"));

        assertThat(cells("Redis")).allSatisfy(cell -> assertThat(version)
                .satisfiesAnyOf(found -> assertThat(found).startsWith(cell + "."), found -> assertThat(System.getenv())
                        .containsKey("CACHE_AS_MULTI_REDIS_URL")));
    }

    /** That these are the versions of Java that the tests ran on, {@code .ci/run} finds in the end. */
    @Test
    void runsAreThoseOfTheBuild() throws Exception {
        Pom pom = Pom.read(ProjectFiles.ROOT.resolve("pom.xml"));
        Pom compat = Pom.read(ProjectFiles.ROOT.resolve("compat/pom.xml"));
        String java = pom.property("maven.compiler.release");

        assertThat(cells("Spring Boot"))
                .containsExactly(
                        pom.property("spring-boot.version"),
                        compat.property("spring-boot-4.0", "spring-boot.version"),
                        compat.property("spring-boot.version"));
        assertThat(column()).as("the column of this run").isNotNegative();
        assertThat(cells("Java")).containsExactly(java + ", 25", java, java);
    }

    /** Returns which column is about the Spring Boot that this test runs on. */
    private int column() {
        return cells("Spring Boot").indexOf(SpringBootVersion.getVersion());
    }

    @Test
    void applicationsRunAheadOfTimeOnEachLine() throws Exception {
        Pom pom = Pom.read(ProjectFiles.ROOT.resolve("pom.xml"));
        Pom demo = Pom.read(ProjectFiles.ROOT.resolve("demo/pom.xml"));

        assertThat(cells("Ahead of time (AOT)"))
                .containsExactly("the demo and an application", "an application", "an application");
        assertThat(demo.parentVersion()).isEqualTo(pom.property("spring-boot.version"));
        assertThat(ProjectFiles.text("demo/pom.xml")).contains("<id>aot</id>", "<goal>process-aot</goal>");
        assertThat(ProjectFiles.text("consumers/boot/pom.xml")).contains("<goal>process-aot</goal>");
        List<String> versions = new ArrayList<>();
        for (String line : List.of("4.1", "4.0", "3.5")) {
            Pom application = Pom.read(ProjectFiles.ROOT.resolve("consumers/boot/%s/pom.xml".formatted(line)));
            versions.add(application.property("spring-boot.version"));
        }
        assertThat(cells("Spring Boot")).isEqualTo(versions);
    }

    @Test
    void bothTablesSayTheSame() {
        assertThat(versions(table("docs/zh/versions.md"))).isEqualTo(versions(table));
    }

    private List<String> cells(String row) {
        assertThat(table).containsKey(row);
        return table.get(row);
    }

    private static List<List<String>> versions(Map<String, List<String>> table) {
        return table.values().stream()
                .map(cells -> cells.stream()
                        .map(cell -> Pattern.compile("[0-9.]+")
                                .matcher(cell)
                                .results()
                                .map(version -> version.group())
                                .toList()
                                .toString())
                        .toList())
                .toList();
    }

    /** Returns the cells after the first of each row of the only table of a file, by the first. */
    private static Map<String, List<String>> table(String file) {
        int head = 2;
        Map<String, List<String>> rows = new LinkedHashMap<>();
        Markdown.read(file).rows().stream()
                .skip(head)
                .forEach(cells -> rows.put(cells.get(0), cells.subList(1, cells.size())));
        return rows;
    }

    /** Returns the version in the name of the jar that a class comes from. */
    private static String version(Class<?> type) throws Exception {
        Path jar =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        return Pattern.compile("-([0-9.]+[0-9])")
                .matcher(jar.getFileName().toString())
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }

    private static Map<String, List<String>> libraries() {
        Map<String, List<String>> libraries = new LinkedHashMap<>();
        libraries.put("Spring Framework", List.of("org.springframework.cache.Cache"));
        libraries.put("Spring Data Redis", List.of("org.springframework.data.redis.cache.RedisCache"));
        libraries.put("Lettuce, Jedis", List.of("io.lettuce.core.RedisClient", "redis.clients.jedis.Jedis"));
        libraries.put("Caffeine", List.of("com.github.benmanes.caffeine.cache.Cache"));
        libraries.put("Ehcache", List.of("org.ehcache.Cache"));
        libraries.put("JSR-107 (`cache-api`)", List.of("javax.cache.Cache"));
        libraries.put(
                "Jackson (JSON only)",
                List.of("tools.jackson.databind.json.JsonMapper", "com.fasterxml.jackson.databind.json.JsonMapper"));
        return libraries;
    }
}
