package io.github.ms100.cacheasmulti.local.process;

import java.util.function.BiConsumer;

/**
 * One event of a {@link Journal}.
 *
 * @param pairs ids and versions in turn
 */
record Line(char event, long first, long second, long[] pairs) {

    static Line parse(String text) {
        String[] words = text.split(" ");
        long[] pairs = new long[words.length - 3];
        for (int index = 0; index < pairs.length; index++) {
            pairs[index] = Long.parseLong(words[index + 3]);
        }
        return new Line(words[0].charAt(0), Long.parseLong(words[1]), Long.parseLong(words[2]), pairs);
    }

    /** Hands out each id with its version. */
    void forEach(BiConsumer<Long, Long> taker) {
        for (int index = 0; index < pairs.length; index += 2) {
            taker.accept(pairs[index], pairs[index + 1]);
        }
    }

    /** Returns the ids, or the versions. */
    long[] every(int offset) {
        long[] every = new long[pairs.length / 2];
        for (int index = 0; index < every.length; index++) {
            every[index] = pairs[2 * index + offset];
        }
        return every;
    }
}
