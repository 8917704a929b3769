package io.github.ms100.cacheasmulti;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/** What is nobody's to use, or of one room only; {@link PackageTests} holds the walls between the rooms. */
class ArchitectureTests {

    private static final String ROOT = LibraryClasses.ROOT;

    private final JavaClasses library = LibraryClasses.ALL;

    @Test
    void batchAlgorithmSeesNoProxyNoExpressionAndNoReflection() {
        noClasses()
                .that()
                .resideInAPackage(fullName("internal.engine"))
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
                        fullName("internal.store.."),
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
                        fullName("(internal.shape.ElementField\\$HibernateProxies|support.redis.LazyValues)")
                                + "(\\$.*)?")
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.hibernate..", "jakarta.persistence.."))
                .check(library);
    }

    @Test
    void circuitBreakersAppearInOnePackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage(fullName("internal.failure"))
                .should()
                .dependOnClassesThat(resideInAPackage("io.github.resilience4j.."))
                .check(library);
    }

    @Test
    void annotationsOfJsr107AppearInOnePackage() {
        noClasses()
                .that()
                .resideOutsideOfPackages(fullName("internal.jcache"), fullName("config"))
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
                .resideOutsideOfPackage(fullName("internal.store.."))
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
    void namesSayWhatThingsAre() {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..common..", "..impl..", "..helper..")
                .orShould()
                .haveNameMatching(".*(Utils?|Helper|Impl|Common)")
                .check(library);
    }

    /** Endpoints aside: Spring Boot 3.5 knows by Spring's own alone what may be left out of a request. */
    @Test
    void foreignNullAnnotationsAreNotUsed() {
        noClasses()
                .that()
                .areNotAnnotatedWith(Endpoint.class)
                .and()
                .areNotAnnotatedWith(EndpointWebExtension.class)
                .should()
                .dependOnClassesThat(resideInAPackage("org.springframework.lang..")
                        .or(resideInAnyPackage("org.jetbrains..", "javax.annotation.."))
                        .as("nullness annotations other than JSpecify's"))
                .check(library);
    }

    private static String fullName(String name) {
        return ROOT + "." + name;
    }
}
