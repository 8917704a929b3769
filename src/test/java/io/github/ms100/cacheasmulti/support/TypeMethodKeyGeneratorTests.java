package io.github.ms100.cacheasmulti.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Method;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import kotlin.Metadata;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import kotlin.coroutines.EmptyCoroutineContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.cache.interceptor.KeyGenerator;

class TypeMethodKeyGeneratorTests {

    private final TypeMethodKeyGenerator generator = new TypeMethodKeyGenerator();

    @Test
    void equalCallsHaveEqualKeys() {
        Object key = key(new Cars(), "find", 1, List.of("a"), new int[] {1, 2});

        assertThat(key).isEqualTo(key(new Cars(), "find", 1, List.of("a"), new int[] {1, 2}));
        assertThat(key).hasSameHashCodeAs(key(new Cars(), "find", 1, List.of("a"), new int[] {1, 2}));
        assertThat(key)
                .hasToString(key(new Cars(), "find", 1, List.of("a"), new int[] {1, 2})
                        .toString());
    }

    @Test
    void differentCallsHaveDifferentKeysAsObjectsAndAsText() {
        assertDifferent(List.of(
                new Object[] {},
                new Object[] {null},
                new Object[] {"null"},
                new Object[] {1},
                new Object[] {1L},
                new Object[] {"1"},
                new Object[] {'1'},
                new Object[] {1, 2},
                new Object[] {"1,2"},
                new Object[] {"1\",\"2"},
                new Object[] {"1", "2"},
                new Object[] {List.of(1, 2)},
                new Object[] {Set.of(1)},
                new Object[] {List.of(1)},
                new Object[] {new int[] {1, 2}},
                new Object[] {new Integer[] {1, 2}},
                new Object[] {new long[] {1, 2}},
                new Object[] {Map.of(1, 2)},
                new Object[] {Thread.State.NEW},
                new Object[] {"java.lang.Thread.State.NEW"},
                new Object[] {"\\"},
                new Object[] {"\\\\"}));
    }

    @Test
    void argumentsWhoseOwnTextIsTheSameHaveDifferentKeys() {
        assertDifferent(List.of(
                new Object[] {new Date(1_000)},
                new Object[] {new Date(1_001)},
                new Object[] {new Timestamp(2_000)},
                new Object[] {new Timestamp(2_001)},
                new Object[] {new java.sql.Date(3_000)},
                new Object[] {new java.sql.Date(3_001)},
                new Object[] {calendar(1_000)},
                new Object[] {calendar(1_001)},
                new Object[] {Optional.of(1)},
                new Object[] {Optional.of(1L)},
                new Object[] {Optional.empty()},
                new Object[] {new Range("a", "b")},
                new Object[] {new Range("a, to=b", "c")},
                new Object[] {new Range("a", "b, to=c")},
                new Object[] {new Range(1, 2)},
                new Object[] {new Range(1L, 2)},
                new Object[] {new Range(new Date(1_000), null)},
                new Object[] {new Range(new Date(1_001), null)},
                new Object[] {List.of(new Date(1_000))},
                new Object[] {List.of(new Date(1_001))}));
    }

    private void assertDifferent(List<Object[]> arguments) {
        List<Object> keys = new ArrayList<>();
        for (Object target : List.of(new Cars(), new Vans())) {
            for (String method : List.of("find", "count")) {
                arguments.forEach(values -> keys.add(key(target, method, values)));
            }
        }

        assertThat(new HashSet<>(keys)).hasSameSizeAs(keys);
        assertThat(keys.stream().map(Object::toString).distinct()).hasSameSizeAs(keys);
    }

    /** The text must not depend on the machine. */
    @Test
    void textOfADateDoesNotDependOnTheTimeZone() {
        assertThat(key(new Cars(), "find", new Date(1_001)).toString()).contains("1970-01-01T00:00:01.001Z");
    }

    private static Calendar calendar(long millis) {
        Calendar calendar = Calendar.getInstance(TimeZone.getTimeZone("UTC"), Locale.ROOT);
        calendar.setTimeInMillis(millis);
        return calendar;
    }

    private record Range(@Nullable Object from, @Nullable Object to) {}

    @Test
    void overloadedMethodsHaveDifferentKeys() throws NoSuchMethodException {
        Object byInteger = generator.generate(new Vans(), Vans.class.getMethod("load", Integer.class), (Object) null);
        Object byLong = generator.generate(new Vans(), Vans.class.getMethod("load", Long.class), (Object) null);

        assertThat(byInteger).isNotEqualTo(byLong);
        assertThat(byInteger.toString()).isNotEqualTo(byLong.toString());
    }

    @Test
    void proxiesOfABeanHaveTheKeysOfTheBean() {
        Object proxy = new ProxyFactory(new Cars()).getProxy();

        assertThat(key(proxy, "find", 1)).isEqualTo(key(new Cars(), "find", 1));
    }

    @Test
    void aBatchMethodSharesKeysWithItsSingleMethodWhenGetMethodSaysSo() throws NoSuchMethodException {
        KeyGenerator sharing = new TypeMethodKeyGenerator() {
            @Override
            protected String getMethod(Method method) {
                return "load";
            }
        };

        Object single = sharing.generate(new Vans(), Vans.class.getMethod("load", Integer.class), 1);
        Object batch = sharing.generate(new Vans(), Vans.class.getMethod("loadAll", List.class), 1);

        assertThat(batch).isEqualTo(single);
    }

    @Test
    void theContinuationOfASuspendFunctionIsNoArgument() throws NoSuchMethodException {
        Method method = Trucks.class.getMethod("load", Integer.class, Continuation.class);
        Trucks trucks = (id, continuation) -> id;

        Object key = generator.generate(trucks, method, 1, new Waiting());

        assertThat(key).isEqualTo(generator.generate(trucks, method, 1, new Waiting()));
        assertThat(key.toString()).endsWith("(1)");
    }

    @Test
    void keysSurviveSerialisation() throws Exception {
        Object key = key(new Cars(), "find", 1L, "a", new int[] {1});

        Object copy = copy(key);

        assertThat(copy).isEqualTo(key).hasSameHashCodeAs(key);
    }

    private Object key(Object target, String name, @Nullable Object... arguments) {
        Method method = Arrays.stream(target.getClass().getMethods())
                .filter(candidate -> candidate.getName().equals(name))
                .findFirst()
                .orElseThrow();
        return generator.generate(target, method, arguments);
    }

    private static Object copy(Object key) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(key);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }

    public static class Cars {

        public Object find(Object... arguments) {
            return arguments;
        }

        public Object count(Object... arguments) {
            return arguments.length;
        }
    }

    public static class Vans extends Cars {

        public Object load(Integer id) {
            return id;
        }

        public Object load(Long id) {
            return id;
        }

        public Object loadAll(List<Integer> ids) {
            return ids;
        }
    }

    private static final class Waiting implements Continuation<Object> {

        @Override
        public CoroutineContext getContext() {
            return EmptyCoroutineContext.INSTANCE;
        }

        @Override
        public void resumeWith(Object result) {}
    }

    /** As the Kotlin compiler translates a function that suspends. */
    @Metadata
    public interface Trucks {

        Object load(Integer id, Continuation<Object> continuation);
    }
}
