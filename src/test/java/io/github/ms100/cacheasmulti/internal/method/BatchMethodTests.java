package io.github.ms100.cacheasmulti.internal.method;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.DeclaredMethods;
import io.github.ms100.cacheasmulti.internal.method.BatchOperation.ArgumentWrite;
import io.github.ms100.cacheasmulti.internal.method.BatchOperation.Evict;
import io.github.ms100.cacheasmulti.internal.method.BatchOperation.Expressions;
import io.github.ms100.cacheasmulti.internal.method.BatchOperation.Read;
import io.github.ms100.cacheasmulti.internal.method.BatchOperation.Timing;
import io.github.ms100.cacheasmulti.internal.method.BatchOperation.Write;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.cache.interceptor.BasicOperation;

/** A batch method says what its operations are, what its types are where it stands, and what messages call it. */
@DisplayName("S25, S26 a batch method")
class BatchMethodTests {

    private static final BasicOperation SOURCE = DeclaredMethods.SOURCE;

    private static final Expressions SAID = new Expressions("#ids", "true", "false");

    private static final BatchOperation READ = new Read(SOURCE, SAID, false, null, false);

    private static final BatchOperation SYNC = new Read(SOURCE, SAID, false, null, true);

    private static final BatchOperation WRITE = new Write(SOURCE, SAID);

    private static final BatchOperation STORE = new ArgumentWrite(SOURCE, Timing.of(false));

    private static final BatchOperation STORE_BEFORE = new ArgumentWrite(SOURCE, Timing.of(true));

    private static final BatchOperation EVICT = new Evict(SOURCE, SAID, false, Timing.of(false));

    private static final BatchOperation EVICT_BEFORE = new Evict(SOURCE, SAID, true, Timing.of(true));

    private static Stream<Arguments> operations() {
        return Stream.of(
                Arguments.of(List.of(), "ignores"),
                Arguments.of(List.of(READ), "reads"),
                Arguments.of(List.of(EVICT, SYNC), "reads sync"),
                Arguments.of(List.of(READ, WRITE), "reads"),
                Arguments.of(List.of(WRITE), ""),
                Arguments.of(List.of(EVICT, WRITE), ""),
                Arguments.of(List.of(STORE), "stores ignores"),
                Arguments.of(List.of(EVICT, EVICT_BEFORE), "ignores"));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void isWhatItsOperationsAre(List<BatchOperation> operations, String expected) {
        BatchMethod method = DeclaredMethods.of(Cars.class, "find", operations.toArray(new BatchOperation[0]));

        String said = (method.reads() ? "reads " : "")
                + (method.sync() ? "sync " : "")
                + (method.storesArgument() ? "stores " : "")
                + (method.ignoresResult() ? "ignores " : "");
        assertThat(said.strip()).isEqualTo(expected);
        assertThat(method.operations()).isEqualTo(operations).isUnmodifiable();
    }

    @Test
    @DisplayName("S17 has operations before and after the invocation")
    void hasOperationsBeforeAndAfter() {
        assertThat(List.of(WRITE, STORE, EVICT)).allMatch(BatchOperation::afterInvocation);
        assertThat(List.of(READ, STORE_BEFORE, EVICT_BEFORE)).noneMatch(BatchOperation::afterInvocation);
        assertThat(Timing.of(false).afterFailure().test(new IllegalStateException()))
                .isFalse();
        assertThat(List.of(READ, WRITE, EVICT))
                .allMatch(operation -> operation.expressions().equals(SAID));
        assertThat(STORE.expressions()).isEqualTo(Expressions.NONE).isEqualTo(new Expressions("", "", ""));
    }

    @Test
    void keepsItsOperations() {
        List<BatchOperation> operations = new ArrayList<>(List.of(READ));
        BatchMethod declared = DeclaredMethods.of(Cars.class, "find");
        BatchMethod method = new BatchMethod(
                declared.method(), declared.targetMethod(), Cars.class, declared.parameter(), operations, true);

        operations.clear();

        assertThat(method.reads()).isTrue();
    }

    @Test
    void knowsItsParameter() {
        BatchMethod method = DeclaredMethods.of(Cars.class, "find");

        assertThat(method.parameterIndex()).isOne();
        assertThat(method.annotation().maxLoadSize()).isEqualTo(7);
    }

    @Test
    @DisplayName("S26 has the types of the bean's class, generics resolved")
    void hasTheTypesOfTheBeansClass() {
        BatchMethod method = inherited(CarGarage.class);

        assertThat(method.parameterType().getGeneric(0).resolve()).isEqualTo(Long.class);
        assertThat(method.returnType().getGeneric(1).resolve()).isEqualTo(String.class);
    }

    @Test
    void isCalledByTheBeansClassInMessages() {
        InvalidBatchMethodException aboutMethod = inherited(CarGarage.class).invalid("is wrong", "Mend it.");
        InvalidBatchMethodException aboutParameter =
                inherited(CarGarage.class).invalidParameter("is wrong", "Mend it.");

        String name = CarGarage.class.getName() + ".find(Collection)";
        assertThat(inherited(CarGarage.class)).hasToString(name);
        assertThat(aboutMethod.getDescription())
                .isEqualTo(name + ", whose parameter 'keys' (index 0) is @CacheAsMulti, is wrong");
        assertThat(aboutParameter.getDescription())
                .isEqualTo("@CacheAsMulti parameter 'keys' (index 0) of " + name + " is wrong");
        assertThat(aboutMethod.getRemedy())
                .isEqualTo(aboutParameter.getRemedy())
                .isEqualTo("Mend it.");
        assertThat(aboutMethod).hasMessage(aboutMethod.getDescription() + ". Mend it.");
    }

    @Test
    @DisplayName("is called by its interface where the bean's class does not know it")
    void isCalledByItsInterface() throws Exception {
        Method method = Garage.class.getMethod("find", Collection.class);
        Method behind = Unknowing.class.getDeclaredMethod("find", Collection.class);
        BatchParameter parameter = BatchParameter.find(method, Garage.class);

        BatchMethod batch = new BatchMethod(method, behind, Unknowing.class, parameter, List.of(), true);

        assertThat(batch).hasToString(Garage.class.getName() + ".find(Collection)");
        assertThat(batch.invalid("is wrong", "Mend it.")).hasMessageContaining("'ids' (index 0)");
    }

    private static BatchMethod inherited(Class<?> type) {
        Method method = DeclaredMethods.method(Garage.class, "find");
        Method target = BatchParameter.specificMethod(method, type);
        return new BatchMethod(method, target, type, BatchParameter.find(method, type), List.of(), true);
    }

    interface Cars {

        List<String> find(String tenant, @CacheAsMulti(maxLoadSize = 7) List<Long> ids);
    }

    interface Garage<K, V> {

        Map<K, V> find(@CacheAsMulti Collection<K> ids);
    }

    static class CarGarage implements Garage<Long, String> {

        @Override
        public Map<Long, String> find(Collection<Long> keys) {
            return Map.of();
        }
    }

    /** Does what the interface says, without saying so. */
    static class Unknowing {

        Map<Long, String> find(Collection<Long> others) {
            return Map.of();
        }
    }
}
