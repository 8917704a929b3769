package io.github.ms100.cacheasmulti;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The rooms of the house: who may use whom. */
class PackageTests {

    private static final String ROOT = LibraryClasses.ROOT;

    /** What a front end uses: what comes after it is done once, for both. */
    private static final List<String> FRONT_END =
            List.of("internal.call", "internal.plan", "internal.method", "internal.failure");

    /** What the packages of the library may use of each other, the rest of the world aside. */
    private static final Map<String, List<String>> WALLS = new TreeMap<>(Map.ofEntries(
            Map.entry("cache", List.of("support")),
            Map.entry("cache.annotation", List.of()),
            Map.entry("cache.batch", List.of("support")),
            Map.entry("cache.convert.converter", List.of("cache")),
            Map.entry("cache.convert", List.of("cache", "cache.convert.converter")),
            Map.entry("cache.interceptor", List.of("cache")),
            Map.entry("event", List.of()),
            Map.entry("observation", List.of("support")),
            Map.entry("support", List.of()),
            Map.entry("support.redis", List.of("support", "event")),
            Map.entry("internal.spring", and(FRONT_END, "internal.change", "internal.later", "support")),
            Map.entry("internal.jcache", and(FRONT_END, "internal.shape")),
            Map.entry(
                    "internal.call",
                    List.of(
                            "cache.annotation",
                            "cache.batch",
                            "event",
                            "support",
                            "internal.plan",
                            "internal.expression",
                            "internal.shape",
                            "internal.method",
                            "internal.engine",
                            "internal.flight",
                            "internal.change",
                            "internal.failure",
                            "internal.store",
                            "internal.later",
                            "internal.memory")),
            Map.entry(
                    "internal.plan",
                    List.of(
                            "cache.annotation",
                            "internal.expression",
                            "internal.shape",
                            "internal.method",
                            "internal.engine",
                            "internal.memory")),
            Map.entry("internal.expression", List.of("cache.annotation", "internal.method")),
            Map.entry("internal.shape", List.of("cache.annotation", "cache.batch", "support", "internal.method")),
            Map.entry("internal.method", List.of("cache.annotation")),
            Map.entry(
                    "internal.engine",
                    List.of(
                            "cache",
                            "cache.batch",
                            "event",
                            "support",
                            "internal.flight",
                            "internal.change",
                            "internal.failure",
                            "internal.store",
                            "internal.later")),
            Map.entry("internal.flight", List.of("support", "internal.change")),
            Map.entry("internal.change", List.of("support")),
            Map.entry("internal.failure", List.of("cache", "support")),
            Map.entry(
                    "internal.store",
                    List.of(
                            "cache",
                            "cache.convert",
                            "cache.convert.converter",
                            "support",
                            "internal.change",
                            "internal.later",
                            "internal.memory")),
            Map.entry(
                    "internal.store.redis",
                    List.of(
                            "cache",
                            "event",
                            "support.redis",
                            "support",
                            "internal.store",
                            "internal.store.redis.local",
                            "internal.store.redis.wire",
                            "internal.change",
                            "internal.failure",
                            "internal.later",
                            "internal.memory")),
            Map.entry("internal.store.redis.local", List.of("internal.change")),
            Map.entry("internal.store.redis.wire", List.of("support")),
            Map.entry(
                    "internal.metrics",
                    List.of(
                            "event",
                            "internal.call",
                            "internal.change",
                            "internal.failure",
                            "internal.statistics",
                            "internal.memory")),
            Map.entry(
                    "internal.endpoint",
                    List.of(
                            "event",
                            "internal.call",
                            "internal.plan",
                            "internal.method",
                            "internal.engine",
                            "internal.change",
                            "internal.statistics",
                            "internal.store")),
            Map.entry(
                    "internal.typed",
                    List.of(
                            "cache.batch",
                            "event",
                            "support",
                            "internal.engine",
                            "internal.shape",
                            "internal.flight",
                            "internal.change",
                            "internal.failure",
                            "internal.store",
                            "internal.later")),
            Map.entry("internal.observation", List.of("observation", "internal.call")),
            Map.entry(
                    "internal.statistics",
                    List.of(
                            "cache",
                            "event",
                            "internal.change",
                            "internal.failure",
                            "internal.store",
                            "internal.memory")),
            Map.entry("internal.later", List.of("support", "internal.memory")),
            Map.entry("internal.memory", List.of())));

    /** Packages that put the others together and may use them all. */
    private static final List<String> ASSEMBLY = List.of("config", "autoconfigure");

    private final JavaClasses library = LibraryClasses.ALL;

    @Test
    void packagesUseOnlyWhatTheirWallsAllow() {
        WALLS.forEach((name, allowed) -> {
            String[] ours = Stream.concat(Stream.of(name), allowed.stream())
                    .map(PackageTests::fullName)
                    .toArray(String[]::new);
            classes()
                    .that()
                    .resideInAPackage(fullName(name))
                    .should()
                    .onlyDependOnClassesThat(resideOutsideOfPackage(ROOT + "..").or(resideInAnyPackage(ours)))
                    .check(library);
        });
    }

    @Test
    void everyPackageHasItsWalls() {
        Set<String> known = Stream.concat(WALLS.keySet().stream(), ASSEMBLY.stream())
                .map(PackageTests::fullName)
                .collect(Collectors.toSet());

        assertThat(packages()).extracting(JavaPackage::getName).isNotEmpty().allSatisfy(name -> assertThat(known)
                .as("say in WALLS what %s may use", name)
                .contains(name));
    }

    @Test
    void mapOfPackagesNamesEachAndNoOther() throws IOException {
        String map = Files.readString(Path.of("CONTRIBUTING.md"))
                .split("Packages below")[1]
                .split("\n## ")[0];
        Stream<String> rows = Pattern.compile("^\\| `([a-z.]+)` \\|", Pattern.MULTILINE)
                .matcher(map)
                .results()
                .map(row -> fullName(row.group(1)));

        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(
                        packages().stream().map(JavaPackage::getName).toList());
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(library);
    }

    @Test
    void whatUsersSeeAndWhatTheyDoNotAreFreeOfCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(library);
    }

    @Test
    void redisCouldMoveOut() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        fullName("internal.store.redis.."), fullName("config"), fullName("autoconfigure"))
                .should()
                .dependOnClassesThat(resideInAPackage(fullName("internal.store.redis..")))
                .check(library);
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(packages()).isNotEmpty().allSatisfy(javaPackage -> assertThat(
                        javaPackage.isAnnotatedWith(NullMarked.class))
                .as("package-info of %s is @NullMarked", javaPackage.getName())
                .isTrue());
    }

    private Set<JavaPackage> packages() {
        return library.stream().map(JavaClass::getPackage).collect(Collectors.toSet());
    }

    private static List<String> and(List<String> names, String... others) {
        return Stream.concat(names.stream(), Stream.of(others)).toList();
    }

    private static String fullName(String name) {
        return ROOT + "." + name;
    }
}
