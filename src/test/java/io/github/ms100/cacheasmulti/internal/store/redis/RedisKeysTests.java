package io.github.ms100.cacheasmulti.internal.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.ArgumentCaptor;
import org.springframework.cache.interceptor.SimpleKey;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.Converter;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;
import org.springframework.data.redis.serializer.RedisSerializer;

@DisplayName("S1 keys of a Redis batch are those of single calls")
class RedisKeysTests {

    private static final List<Object> KEYS = List.of(
            1L,
            2L,
            "text",
            3,
            4L,
            UUID.fromString("00000000-0000-0000-0000-000000000001"),
            TimeUnit.DAYS,
            LocalDate.of(2026, 2, 3),
            new SimpleKey(1L, "a"),
            new SimpleKey("b"),
            List.of(1, "x", List.of(2)),
            Map.of("id", 7),
            new long[] {1, 2},
            new Plate("M", 7),
            new Plate("M", 8),
            Optional.of("some"),
            new Object(),
            new Textless(),
            List.of(new Textless()),
            5L);

    static Stream<RedisCacheConfiguration> configurations() {
        RedisCacheConfiguration defaults = RedisCacheConfiguration.defaultCacheConfig();
        RedisCacheConfiguration converting = RedisCacheConfiguration.defaultCacheConfig();
        converting.configureKeyConverters(registry -> {
            registry.addConverter(Plate.class, String.class, plate -> plate.city + "-" + plate.number);
            registry.addConverter(Long.class, String.class, number -> "number " + number);
            registry.addConverter(UUID.class, String.class, new Refusing());
            registry.addConverter(TimeUnit.class, String.class, unit -> null);
        });
        RedisCacheConfiguration ofItsOwn = defaults.withConversionService(new Halving());
        return Stream.of(
                defaults,
                defaults.disableKeyPrefix(),
                defaults.prefixCacheNameWith("tenant:"),
                converting,
                converting.disableKeyPrefix(),
                ofItsOwn,
                defaults.serializeKeysWith(SerializationPair.fromSerializer(new Shouting())),
                defaults.serializeKeysWith(SerializationPair.fromSerializer(new OneArray())));
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void sameBytesAsOfSingleCalls(RedisCacheConfiguration configuration) {
        List<Object> ofSingleCalls = KEYS.stream()
                .map(key -> readable(attempt(() -> ofSingleCall(configuration, key))))
                .toList();
        RedisFormat format = new RedisFormat(new Probe(mock(RedisCacheWriter.class), configuration));
        String prefix = format.prefix();
        List<Object> raw = new ArrayList<>();
        // What belongs to keys made before must not change.
        KEYS.forEach(key -> raw.add(attempt(() -> format.key(prefix, key))));

        assertThat(raw.stream().map(RedisKeysTests::readable)).isEqualTo(ofSingleCalls);
    }

    @ParameterizedTest
    @MethodSource("configurations")
    @DisplayName("A3 keys of a detached form have the same bytes, and fail by the same")
    void sameBytesOfBoundKeys(RedisCacheConfiguration configuration) {
        RedisFormat format = new RedisFormat(new Probe(mock(RedisCacheWriter.class), configuration));
        String prefix = format.prefix();
        RedisFormat some =
                new DetachedFormat(format, KEYS.subList(0, KEYS.size() / 2).toArray());
        RedisFormat all = new DetachedFormat(format, KEYS.toArray());

        for (Object key : KEYS) {
            Object made = readable(attempt(() -> format.key(prefix, key)));

            assertThat(readable(attempt(() -> some.key(some.prefix(), key)))).isEqualTo(made);
            assertThat(readable(attempt(() -> all.key(all.prefix(), key)))).isEqualTo(made);
            assertThat(readable(attempt(() -> bytes(all.text(key)))))
                    .isEqualTo(readable(attempt(() -> bytes(format.text(key)))));
        }
    }

    private static byte[] bytes(String text) {
        return String.valueOf(text).getBytes(StandardCharsets.UTF_8);
    }

    private static Object attempt(Attempt attempt) {
        Object[] raw = new Object[1];
        Throwable failure = catchThrowable(() -> raw[0] = attempt.make());
        return failure != null ? failure : raw[0];
    }

    private static Object readable(Object outcome) {
        return outcome instanceof byte[] raw ? new String(raw, StandardCharsets.UTF_8) : outcome.toString();
    }

    private static byte[] ofSingleCall(RedisCacheConfiguration configuration, Object key) {
        RedisCacheWriter writer = mock(RedisCacheWriter.class);
        new Probe(writer, configuration).put(key, "value");
        ArgumentCaptor<byte[]> raw = ArgumentCaptor.forClass(byte[].class);
        verify(writer).put(eq("cars"), raw.capture(), any(), any());
        return raw.getValue();
    }

    private interface Attempt {

        byte[] make();
    }

    private static final class Probe extends RedisCache {

        Probe(RedisCacheWriter writer, RedisCacheConfiguration configuration) {
            super("cars", writer, configuration);
        }
    }

    private record Plate(String city, int number) {}

    private static final class Textless {}

    /** Fails for a type that it claims to convert. */
    private static final class Refusing implements Converter<UUID, String> {

        @Override
        public String convert(UUID source) {
            throw new IllegalArgumentException("no UUIDs");
        }
    }

    /** Knows the types of half of its methods only. */
    private static final class Halving implements ConversionService {

        @Override
        public boolean canConvert(@Nullable Class<?> sourceType, Class<?> targetType) {
            return true;
        }

        @Override
        public boolean canConvert(@Nullable TypeDescriptor sourceType, TypeDescriptor targetType) {
            return true;
        }

        @Override
        public <T> T convert(@Nullable Object source, Class<T> targetType) {
            return targetType.cast("<" + source.getClass().getSimpleName() + source.hashCode() + ">");
        }

        @Override
        public @Nullable Object convert(
                @Nullable Object source, @Nullable TypeDescriptor sourceType, TypeDescriptor targetType) {
            return null;
        }
    }

    private static final class Shouting implements RedisSerializer<String> {

        @Override
        public byte[] serialize(@Nullable String value) {
            return (value + "!").getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String deserialize(byte @Nullable [] bytes) {
            throw new UnsupportedOperationException();
        }
    }

    /** Writes one key over the other, as long as they are of one length. */
    private static final class OneArray implements RedisSerializer<String> {

        private byte[] array = new byte[0];

        @Override
        public byte[] serialize(@Nullable String value) {
            byte[] bytes = String.valueOf(value).getBytes(StandardCharsets.UTF_8);
            array = array.length == bytes.length ? array : new byte[bytes.length];
            System.arraycopy(bytes, 0, array, 0, bytes.length);
            return array;
        }

        @Override
        public String deserialize(byte @Nullable [] bytes) {
            throw new UnsupportedOperationException();
        }
    }
}
