package io.github.ms100.cacheasmulti.startup;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.Misuse;
import io.github.ms100.cacheasmulti.internal.method.InvalidBatchMethodException;
import java.util.Collection;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.context.annotation.Lazy;
import reactor.core.publisher.Flux;

@DisplayName("S25 misuse is found when the bean is made, and the message helps")
class StartupDiagnosticsTests {

    private static Stream<Arguments> misuses() {
        return Stream.of(
                Arguments.of(
                        NoCollection.class, "S3", new String[] {"'id' (index 0)", "java.lang.String", "Collection"}),
                Arguments.of(NoInstance.class, "S3", new String[] {"java.util.Queue", "no new instance"}),
                Arguments.of(TwoParameters.class, "S3", new String[] {"Parameters 0 and 1", "exactly one"}),
                Arguments.of(ReturnsString.class, "S4", new String[] {"java.lang.String", "Map keyed by the element"}),
                Arguments.of(ReturnsVoid.class, "S4", new String[] {"void", "Map keyed by the element"}),
                Arguments.of(ReturnsLinkedList.class, "S4", new String[] {"java.util.LinkedList"}),
                Arguments.of(ReturnsSet.class, "S4", new String[] {"Set", "asElementField"}),
                Arguments.of(ReturnsFuture.class, "A1", new String[] {"concurrent.Future", "CompletableFuture"}),
                Arguments.of(ReturnsFlux.class, "A1", new String[] {"Flux", "asElementField", "Mono<List<V>>"}),
                Arguments.of(
                        WrongMapKey.class, "S4", new String[] {"java.lang.String", "java.lang.Long", "Key the map"}),
                Arguments.of(EvictWithResult.class, "S4", new String[] {"java.lang.String"}),
                Arguments.of(StrictConcurrentMap.class, "S5", new String[] {"strictNull", "ConcurrentMap"}),
                Arguments.of(
                        NoSuchField.class, "S10", new String[] {"asElementField = \"code\"", "neither a getter nor a"}),
                Arguments.of(NoSuchPath.class, "S10", new String[] {"asElementField = \"owner.key\"", "'key'"}),
                Arguments.of(NoConversion.class, "S10", new String[] {"Owner", "java.lang.Thread", "Converter"}),
                Arguments.of(FieldOfMap.class, "S10", new String[] {"asElementField", "java.util.Map"}),
                Arguments.of(GroupedWithoutField.class, "S10", new String[] {"grouped", "asElementField"}),
                Arguments.of(KeyWithoutElement.class, "S14", new String[] {"#tenant", "#ids, #p1, #a1", "-parameters"}),
                Arguments.of(KeyOfOtherArgument.class, "S14", new String[] {"#root.args[0]", "same for all elements"}),
                Arguments.of(KeyOfEarlyResult.class, "S14", new String[] {"#result", "same for all elements"}),
                Arguments.of(KeyOfAMapIndex.class, "S14", new String[] {"#other[args]", "same for all elements"}),
                Arguments.of(KeyOfALiteralName.class, "S14", new String[] {"{args: 1}", "same for all elements"}),
                Arguments.of(EvictWhenDone.class, "A1", new String[] {"concurrent.Future", "CompletableFuture"}),
                Arguments.of(KeyIsNoExpression.class, "S14", new String[] {"#ids +", "no SpEL expression"}),
                Arguments.of(SecondMethodIsWrong.class, "S25", new String[] {"wrong(Collection)", "java.lang.String"}));
    }

    @ParameterizedTest(name = "{1} {0}")
    @MethodSource("misuses")
    void misuseFailsWithWhoWhatAndRemedy(Class<?> bean, String rule, String[] words) {
        Misuse.assertRefused(bean, words);
    }

    @Test
    void misuseFailsEachTimeTheBeanIsAskedFor() {
        try (CachingContext context = CachingContext.of(LazyMisuse.class)) {
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatExceptionOfType(BeanCreationException.class)
                        .isThrownBy(() -> context.bean(LazyMisuse.class))
                        .havingRootCause()
                        .isInstanceOf(InvalidBatchMethodException.class);
            }
        }
    }

    @Test
    @DisplayName("S25, S26 a method that only the interface of an interface declares is looked at, too")
    void methodOfASuperInterface() {
        Misuse.assertRefused(DeclaredFarAway.class, "find(String)", "java.lang.String");
        Misuse.assertRefused(DeclaredFarAwayByASuperclass.class, "find(String)", "java.lang.String");
    }

    interface Farthest {
        @Cacheable("c")
        List<Row> find(@CacheAsMulti String id);
    }

    interface Nearer extends Farthest {}

    static class DeclaredFarAway implements Nearer {
        @Override
        public List<Row> find(String id) {
            return List.of();
        }
    }

    static class DeclaredFarAwayByASuperclass extends DeclaredFarAway {}

    record Owner(Long id) {}

    record Row(Long id, Owner owner, List<Long> ids) {}

    static class NoCollection {
        @Cacheable("c")
        public List<Row> find(@CacheAsMulti String id) {
            return List.of();
        }
    }

    @Lazy
    static class LazyMisuse {
        @Cacheable("c")
        public List<Row> find(@CacheAsMulti String id) {
            return List.of();
        }
    }

    static class NoInstance {
        @Cacheable("c")
        public List<Row> find(@CacheAsMulti Queue<Long> ids) {
            return List.of();
        }
    }

    static class TwoParameters {
        @Cacheable("c")
        public List<Row> find(@CacheAsMulti List<Long> ids, @CacheAsMulti List<Long> others) {
            return List.of();
        }
    }

    static class ReturnsString {
        @Cacheable("c")
        public String find(@CacheAsMulti List<Long> ids) {
            return "";
        }
    }

    static class ReturnsVoid {
        @CachePut("c")
        public void save(@CacheAsMulti List<Long> ids) {}
    }

    static class ReturnsLinkedList {
        @Cacheable("c")
        public LinkedList<Row> find(@CacheAsMulti List<Long> ids) {
            return new LinkedList<>();
        }
    }

    static class ReturnsSet {
        @Cacheable("c")
        public Set<Row> find(@CacheAsMulti List<Long> ids) {
            return Set.of();
        }
    }

    static class ReturnsFuture {
        @Cacheable("c")
        public Future<List<Row>> find(@CacheAsMulti List<Long> ids) {
            return CompletableFuture.completedFuture(List.of());
        }
    }

    static class ReturnsFlux {
        @Cacheable("c")
        public Flux<Row> find(@CacheAsMulti List<Long> ids) {
            return Flux.empty();
        }
    }

    static class WrongMapKey {
        @Cacheable("c")
        public Map<String, Row> find(@CacheAsMulti List<Long> ids) {
            return Map.of();
        }
    }

    static class EvictWithResult {
        @CacheEvict(cacheNames = "c", key = "#result")
        public String remove(@CacheAsMulti List<Long> ids) {
            return "";
        }
    }

    static class StrictConcurrentMap {
        @Cacheable("c")
        public ConcurrentMap<Long, Row> find(@CacheAsMulti(strictNull = true) List<Long> ids) {
            throw new UnsupportedOperationException();
        }
    }

    static class NoSuchField {
        @Cacheable("c")
        public List<Row> find(@CacheAsMulti(asElementField = "code") List<Long> ids) {
            return List.of();
        }
    }

    static class NoSuchPath {
        @Cacheable("c")
        public List<Row> find(@CacheAsMulti(asElementField = "owner.key") List<Long> ids) {
            return List.of();
        }
    }

    static class NoConversion {
        @Cacheable("c")
        public List<Row> find(@CacheAsMulti(asElementField = "owner") List<Thread> ids) {
            return List.of();
        }
    }

    static class FieldOfMap {
        @Cacheable("c")
        public Map<Long, Row> find(@CacheAsMulti(asElementField = "id") List<Long> ids) {
            return Map.of();
        }
    }

    static class GroupedWithoutField {
        @Cacheable("c")
        public List<Row> find(@CacheAsMulti(grouped = true) List<Long> ids) {
            return List.of();
        }
    }

    static class KeyWithoutElement {
        @Cacheable(cacheNames = "c", key = "#tenant")
        public List<Row> find(String tenant, @CacheAsMulti List<Long> ids) {
            return List.of();
        }
    }

    static class KeyOfOtherArgument {
        @Cacheable(cacheNames = "c", key = "#root.args[0]")
        public List<Row> find(String tenant, @CacheAsMulti List<Long> ids) {
            return List.of();
        }
    }

    static class KeyOfEarlyResult {
        @CacheEvict(cacheNames = "c", key = "#result", beforeInvocation = true)
        public void remove(@CacheAsMulti List<Long> ids) {}
    }

    static class KeyOfAMapIndex {
        @Cacheable(cacheNames = "c", key = "#other[args]")
        public List<Row> find(@CacheAsMulti List<Long> ids, Map<String, Long> other) {
            return List.of();
        }
    }

    static class KeyOfALiteralName {
        @Cacheable(cacheNames = "c", key = "{args: 1}")
        public List<Row> find(@CacheAsMulti List<Long> ids) {
            return List.of();
        }
    }

    static class EvictWhenDone {
        @CacheEvict("c")
        public Future<Void> remove(@CacheAsMulti List<Long> ids) {
            return CompletableFuture.completedFuture(null);
        }
    }

    static class KeyIsNoExpression {
        @Cacheable(cacheNames = "c", key = "#ids +")
        public List<Row> find(@CacheAsMulti List<Long> ids) {
            return List.of();
        }
    }

    static class SecondMethodIsWrong {
        @Cacheable("c")
        public List<Row> right(@CacheAsMulti Collection<Long> ids) {
            return List.of();
        }

        @Cacheable("c")
        public String wrong(@CacheAsMulti Collection<Long> ids) {
            return "";
        }
    }
}
