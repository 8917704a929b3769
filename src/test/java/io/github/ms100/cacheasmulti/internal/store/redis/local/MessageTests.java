package io.github.ms100.cacheasmulti.internal.store.redis.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.internal.store.redis.local.Message.Kind;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("L10 what a message says")
class MessageTests {

    private static final Subject CARS = new Subject("cars", "cars::");

    private final Random random = new Random(12);

    private final Series series = Series.first();

    private Message any(Kind kind) {
        if (kind == Kind.KEYS || kind == Kind.CORRECTION) {
            return Message.of(
                            kind,
                            series,
                            subject(),
                            random.longs(random.nextInt(200)).toArray())
                    .get(0);
        }
        Message message = Message.of(kind, series, subject());
        return (kind == Kind.UNDER_WAY) ? message.underWay() : message;
    }

    private Subject subject() {
        return new Subject(text(), text());
    }

    /** Returns any characters, of several bytes too. */
    private String text() {
        int[] characters = random.ints(random.nextInt(20), 0, 0x1_0000)
                .filter(Character::isDefined)
                .filter(character -> !Character.isSurrogate((char) character))
                .toArray();
        return new String(characters, 0, characters.length);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    @DisplayName("L10 what is sent is what comes")
    void roundTrip(Kind kind) {
        for (int i = 0; i < 1_000; i++) {
            Message sent = any(kind);

            Message come = Message.parse(sent.toBytes());

            assertThat(come).isNotNull();
            assertThat(come.kind()).isEqualTo(kind);
            assertThat(come.sender()).isEqualTo(series.name());
            assertThat(come.number()).isEqualTo(sent.number());
            assertThat(come.cache()).isEqualTo(sent.cache());
            assertThat(come.prefix()).isEqualTo(sent.prefix());
            assertThat(come.keys()).isEqualTo(sent.keys());
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    @DisplayName("L10 no part of a message can be read, nor one with something behind it")
    void truncated(Kind kind) {
        byte[] whole = any(kind).toBytes();

        for (int length = 0; length < whole.length; length++) {
            assertThat(Message.parse(Arrays.copyOf(whole, length)))
                    .as("%d bytes", length)
                    .isNull();
        }
        assertThat(Message.parse(Arrays.copyOf(whole, whole.length + 1))).isNull();
    }

    @Test
    @DisplayName("L10 no other version can be read, and no other kind")
    void otherVersions() {
        byte[] bytes = any(Kind.KEYS).toBytes();
        byte version = bytes[0];

        for (int other = 0; other < 256; other++) {
            bytes[0] = (byte) other;
            assertThat(Message.parse(bytes) == null).isEqualTo(other != version);
        }

        bytes[0] = version;
        for (int kind = 0; kind < 256; kind++) {
            bytes[1] = (byte) kind;
            assertThat(Message.parse(bytes) == null).isEqualTo(kind < 1 || kind > Kind.values().length);
        }
    }

    @Test
    @DisplayName("L10 nothing that comes makes a receiver fail")
    void anything() {
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = any(Kind.KEYS).toBytes();
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }

            Message message = Message.parse(bytes);

            assertThat(message == null || message.keys().length <= bytes.length).isTrue();
        }
    }

    @Test
    @DisplayName("L10 its bytes are what other versions know")
    void bytes() {
        Message message =
                Message.of(Kind.KEYS, series, CARS, new long[] {1, -1}).get(0);

        assertThat(HexFormat.of().formatHex(message.toBytes()))
                .isEqualTo("01" + "01" + HexFormat.of().toHexDigits(series.name()) + "0000000000000001"
                        + "00000004" + "63617273" + "00000000"
                        + "00000002" + "0000000000000001" + "ffffffffffffffff");
    }

    @Test
    @DisplayName("L9 at most 1,000 keys each, one number each")
    void parts() {
        long[] keys = LongStream.range(0, 2_500).toArray();

        List<Message> messages = Message.of(Kind.KEYS, series, CARS, keys);

        assertThat(messages).extracting(message -> message.keys().length).containsExactly(1_000, 1_000, 500);
        assertThat(messages).extracting(Message::number).containsExactly(1L, 2L, 3L);
        assertThat(messages.stream().flatMapToLong(message -> Arrays.stream(message.keys())))
                .containsExactlyElementsOf(Arrays.stream(keys).boxed().toList());
        assertThat(messages).allMatch(message -> message.toBytes().length <= 64 << 10);
    }

    @Test
    @DisplayName("L9 of more than 16 messages one clear")
    void clear() {
        assertThat(Message.of(Kind.KEYS, series, CARS, new long[16_000])).hasSize(16);

        List<Message> messages = Message.of(Kind.KEYS, series, CARS, new long[16_001]);

        assertThat(messages).hasSize(1);
        assertThat(messages.get(0).kind()).isEqualTo(Kind.CLEAR);
        assertThat(messages.get(0).prefix()).isEqualTo("cars::");
        assertThat(messages.get(0).number()).isEqualTo(17);
    }

    @Test
    @DisplayName("L12 what is under way has the number of its message")
    void underWay() {
        Message message = Message.of(Kind.CLEAR, series, CARS);

        assertThat(message.underWay().kind()).isEqualTo(Kind.UNDER_WAY);
        assertThat(message.underWay().number()).isEqualTo(message.number());
        assertThat(message.underWay().cache()).isEqualTo("cars");
    }
}
