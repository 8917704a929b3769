package io.github.ms100.cacheasmulti;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The walls of the house: who may use whom, and what is nobody's to use. */
class ArchitectureTests {

    private static final String ROOT = "io.github.ms100.cacheasmulti";

    /** What a front end uses: what comes after it is done once, for both. */
    private static final List<String> FRONT_END =
            List.of("internal.invocation", "internal.operation", "internal.shape");

    /** What the packages of the library may use of each other, the rest of the world aside. */
    private static final Map<String, List<String>> WALLS = new TreeMap<>(Map.ofEntries(
            Map.entry("cache", List.of("internal.text")),
            Map.entry("cache.annotation", List.of()),
            Map.entry("cache.internal", List.of("cache")),
            Map.entry("cache.convert.converter", List.of("cache")),
            Map.entry(
                    "cache.convert.converter.internal",
                    List.of("cache", "cache.internal", "cache.convert.converter", "support.redis")),
            Map.entry(
                    "cache.convert",
                    List.of("cache", "cache.internal", "cache.convert.converter", "cache.convert.converter.internal")),
            Map.entry("cache.interceptor", List.of("cache")),
            Map.entry("cache.interceptor.internal", and(FRONT_END, "cache.internal")),
            Map.entry("jcache.interceptor.internal", FRONT_END),
            Map.entry(
                    "internal.invocation",
                    List.of(
                            "cache",
                            "cache.annotation",
                            "cache.convert",
                            "cache.interceptor",
                            "cache.internal",
                            "internal.batch",
                            "internal.expression",
                            "internal.operation",
                            "internal.shape")),
            Map.entry("internal.cooldown", List.of("cache", "internal.batch", "internal.text")),
            Map.entry("internal.batch", List.of("cache", "cache.internal", "internal.text")),
            Map.entry("internal.expression", List.of("cache.annotation", "internal.operation")),
            Map.entry("internal.shape", List.of("cache.annotation", "internal.operation", "internal.text")),
            Map.entry("internal.operation", List.of("cache.annotation")),
            Map.entry("internal.text", List.of()),
            Map.entry("support", List.of()),
            Map.entry("support.redis", List.of("internal.text"))));

    /** Packages that put the others together and may use them all. */
    private static final List<String> ASSEMBLY = List.of("config", "autoconfigure");

    private final JavaClasses library = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void packagesUseOnlyWhatTheirWallsAllow() {
        WALLS.forEach((name, allowed) -> {
            String[] ours = Stream.concat(Stream.of(name), allowed.stream())
                    .map(ArchitectureTests::fullName)
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
                .map(ArchitectureTests::fullName)
                .collect(Collectors.toSet());

        assertThat(packages()).extracting(JavaPackage::getName).isNotEmpty().allSatisfy(name -> assertThat(known)
                .as("say in WALLS what %s may use", name)
                .contains(name));
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(library);
    }

    @Test
    void batchAlgorithmSeesNoProxyNoExpressionAndNoReflection() {
        noClasses()
                .that()
                .resideInAPackage(fullName("internal.batch"))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "org.aopalliance..",
                        "org.springframework.aop..",
                        "org.springframework.expression..",
                        "org.springframework.context..",
                        "java.lang.reflect.."))
                .check(library);
    }

    @Test
    void classesOfAStoreAppearInOnePackage() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        fullName("cache.convert.converter.internal"),
                        fullName("config.."),
                        fullName("autoconfigure.."),
                        fullName("support.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "com.github.benmanes.caffeine..",
                        "org.springframework.cache.caffeine..",
                        "org.springframework.cache.concurrent..",
                        "org.springframework.cache.jcache",
                        "org.springframework.cache.transaction..",
                        "org.springframework.data.redis..",
                        "io.lettuce..",
                        "redis.clients.."))
                .check(library);
    }

    @Test
    void hibernateIsSeenByOneClassOfAPackage() {
        noClasses()
                .that()
                .haveNameNotMatching(
                        fullName("(internal.shape.HibernateProxies|support.redis.LazyValues)") + "(\\$.*)?")
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.hibernate..", "jakarta.persistence.."))
                .check(library);
    }

    @Test
    void circuitBreakersAppearInOnePackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage(fullName("internal.cooldown"))
                .should()
                .dependOnClassesThat(resideInAPackage("io.github.resilience4j.."))
                .check(library);
    }

    @Test
    void annotationsOfJsr107AppearInOnePackage() {
        noClasses()
                .that()
                .resideOutsideOfPackages(fullName("jcache.interceptor.internal"), fullName("config"))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "javax.cache.annotation",
                        "org.springframework.cache.jcache.config",
                        "org.springframework.cache.jcache.interceptor"))
                .check(library);
    }

    @Test
    void cachesOfJsr107AppearInOnePackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage(fullName("cache.convert.converter.internal"))
                .should()
                .dependOnClassesThat(resideInAPackage("javax.cache..")
                        .and(resideOutsideOfPackage("javax.cache.annotation.."))
                        .as("types of JSR-107 other than its annotations"))
                .check(library);
    }

    @Test
    void privateMembersAreLeftAlone() {
        noClasses()
                .should()
                .accessTargetWhere(
                        describe("setAccessible, trySetAccessible or makeAccessible", (JavaAccess<?> access) -> Set.of(
                                        "setAccessible", "trySetAccessible", "makeAccessible")
                                .contains(access.getName())))
                .because("the private members of others are not our extension points")
                .check(library);
    }

    @Test
    void publicTypesShowNoTypeThatUsersMayNotSee() {
        classes()
                .that()
                .arePublic()
                .and(resideOutsideOfPackage("..internal.."))
                .should(new ShowOnlyVisibleTypes(ROOT))
                .check(library);
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(packages()).isNotEmpty().allSatisfy(javaPackage -> assertThat(
                        javaPackage.isAnnotatedWith(NullMarked.class))
                .as("package-info of %s is @NullMarked", javaPackage.getName())
                .isTrue());
    }

    @Test
    void namesSayWhatThingsAre() {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..common..", "..impl..", "..helper..")
                .orShould()
                .haveNameMatching(".*(Utils?|Helper|Impl|Common)")
                .check(library);
    }

    @Test
    void foreignNullAnnotationsAreNotUsed() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("org.springframework.lang..")
                        .or(resideInAnyPackage("org.jetbrains..", "javax.annotation.."))
                        .as("nullness annotations other than JSpecify's"))
                .check(library);
    }

    private Set<JavaPackage> packages() {
        return library.stream().map(JavaClass::getPackage).collect(Collectors.toSet());
    }

    private static List<String> and(List<String> names, String another) {
        return Stream.concat(names.stream(), Stream.of(another)).toList();
    }

    private static String fullName(String name) {
        return ROOT + "." + name;
    }
}
