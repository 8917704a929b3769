package io.github.ms100.cacheasmulti.internal.engine;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Elements of one call, by index, that are equal but no duplicates, where the method's result cannot tell them apart:
 * what it says about one of them may be about another (S6).
 */
public final class Lookalikes {

    /** No such elements, as in nearly all calls. */
    public static final Lookalikes NONE = new Lookalikes(new BitSet(), new BitSet());

    private final BitSet members;

    private final BitSet followers;

    private Lookalikes(BitSet members, BitSet followers) {
        this.members = members;
        this.followers = followers;
    }

    /**
     * Finds them.
     *
     * @param firsts of each element the index of the first one that is equal to it: its own if it comes first; {@code null} if
     *     all do
     */
    public static Lookalikes of(int @Nullable [] firsts) {
        if (firsts == null) {
            return NONE;
        }
        BitSet members = new BitSet();
        BitSet followers = new BitSet();
        for (int index = 0; index < firsts.length; index++) {
            if (firsts[index] != index) {
                followers.set(index);
                members.set(index);
                members.set(firsts[index]);
            }
        }
        return followers.isEmpty() ? NONE : new Lookalikes(members, followers);
    }

    /**
     * Returns them by position.
     *
     * @param indexes of each position the index of its element
     */
    public Lookalikes at(int[] indexes) {
        BitSet positions = new BitSet();
        BitSet following = new BitSet();
        for (int position = 0; position < indexes.length; position++) {
            positions.set(position, members.get(indexes[position]));
            following.set(position, followers.get(indexes[position]));
        }
        return new Lookalikes(positions, following);
    }

    /** Returns whether there is none. */
    public boolean isEmpty() {
        return members.isEmpty();
    }

    /** Returns whether an element is one of them. */
    boolean contain(int index) {
        return members.get(index);
    }

    /** Returns whether an element is equal to one before it. */
    public boolean follow(int index) {
        return followers.get(index);
    }
}
