package io.github.ms100.cacheasmulti.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.DeclaredMethods;
import io.github.ms100.cacheasmulti.internal.method.BatchMethod;
import io.github.ms100.cacheasmulti.internal.method.BatchOperation;
import io.github.ms100.cacheasmulti.internal.method.BatchOperation.Expressions;
import io.github.ms100.cacheasmulti.internal.method.BatchOperation.Timing;
import io.github.ms100.cacheasmulti.internal.method.InvalidBatchMethodException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.convert.support.DefaultConversionService;

/** All that is known of a method before it is called is found, or refused, when its plan is made. */
@DisplayName("S6, S25 the plan of a method")
class MethodPlanTests {

    @ParameterizedTest
    @CsvSource({
        "read, list, result merges apart",
        "read, listOfSet, result merges",
        "read, map, result merges",
        "write, list, result apart",
        "write, map, result merges",
        "evict, map, merges",
        "evict, nothing, merges",
        "evictByResult, list, result apart",
        "evictByResult, map, result merges",
        "evictBefore, future, merges",
        "store, stored, ''"
    })
    void saysWhatBecomesOfEqualElements(String operation, String name, String expected) {
        MethodPlan plan = plan(operation, name);

        String said = (plan.result() != null ? "result " : "")
                + (plan.mergesDuplicates() ? "merges " : "")
                + (plan.tellsEqualElementsApart() ? "apart " : "");
        assertThat(said.strip()).isEqualTo(expected);
        assertThat(plan.expressions()).hasSize(1).isUnmodifiable();
        assertThat(plan.argument().elementClass()).isEqualTo(Long.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "read          | negative | maxLoadSize = -1, which is no number of elements",
                "evict         | negative | maxLoadSize = -1, which is no number of elements",
                "evict         | limited  | maxLoadSize = 1, but looks nothing up",
                "read          | nothing  | returns void, which cannot be taken apart",
                "evictByResult | nothing  | returns void, which cannot be taken apart",
                "evict         | future   | whose value only a thread that waits can have"
            })
    void isRefusedWhereItCannotWork(String operation, String name, String found) {
        assertThatExceptionOfType(InvalidBatchMethodException.class)
                .isThrownBy(() -> plan(operation, name))
                .withMessageContainingAll("Methods." + name + "(", found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limited", "map"})
    void mayLimitWhatIsLoadedAtOnce(String name) {
        assertThat(plan("read", name).method().reads()).isTrue();
    }

    private static MethodPlan plan(String operation, String name) {
        BatchMethod method = DeclaredMethods.of(Methods.class, name, operation(operation));
        return MethodPlan.of(method, DefaultConversionService.getSharedInstance());
    }

    private static BatchOperation operation(String name) {
        Expressions byResult = new Expressions("", "#result != null", "");
        return switch (name) {
            case "read" -> DeclaredMethods.read(Expressions.NONE);
            case "write" -> new BatchOperation.Write(DeclaredMethods.SOURCE, Expressions.NONE);
            case "store" -> new BatchOperation.ArgumentWrite(DeclaredMethods.SOURCE, Timing.of(false));
            case "evict" -> evict(Expressions.NONE, false);
            case "evictBefore" -> evict(byResult, true);
            default -> evict(byResult, false);
        };
    }

    private static BatchOperation evict(Expressions expressions, boolean beforeInvocation) {
        return new BatchOperation.Evict(DeclaredMethods.SOURCE, expressions, false, Timing.of(beforeInvocation));
    }

    interface Methods {

        List<String> list(@CacheAsMulti List<Long> ids);

        List<String> listOfSet(@CacheAsMulti Set<Long> ids);

        Map<Long, String> map(@CacheAsMulti List<Long> ids);

        Map<Long, String> limited(@CacheAsMulti(maxLoadSize = 1) List<Long> ids);

        Map<Long, String> negative(@CacheAsMulti(maxLoadSize = -1) List<Long> ids);

        void nothing(@CacheAsMulti List<Long> ids);

        Future<String> future(@CacheAsMulti List<Long> ids);

        void stored(@CacheAsMulti Map<Long, String> ids);
    }
}
