package io.github.ms100.cacheasmulti.local.process;

import static io.github.ms100.cacheasmulti.local.process.Verdict.FRESH;
import static io.github.ms100.cacheasmulti.local.process.Verdict.LOST_BY_SERVER;
import static io.github.ms100.cacheasmulti.local.process.Verdict.NODE_DIED;
import static io.github.ms100.cacheasmulti.local.process.Verdict.OVERTAKEN_LOAD;
import static io.github.ms100.cacheasmulti.local.process.Verdict.STALE;
import static io.github.ms100.cacheasmulti.local.process.Verdict.TIMED_OUT;
import static io.github.ms100.cacheasmulti.local.process.Verdict.UNDER_WAY;
import static io.github.ms100.cacheasmulti.local.process.Verdict.UNHEARD_OF;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("L15 the oracle that judges what processes have read")
class OracleTests {

    private static final long CAR = 7;

    private static final int A = 1;

    private static final int B = 2;

    private static final int C = 3;

    /** In the clock of the history: a change begins, is made and returns. */
    private static final long BEGUN = 1_000_000_000_000L;

    private static final long RETURNED = BEGUN + 1_000_000;

    private final History history = new History();

    @BeforeEach
    void change() {
        history.add(CAR, 2, new Stored(A, RETURNED, RETURNED + 1, false, true));
        history.add(CAR, new Changed(A, BEGUN, RETURNED, 2));
    }

    /** Version 1 was loaded, and stored before the change began. */
    private void loadInTime() {
        history.add(CAR, 1, new Stored(C, BEGUN - 1_000_000, BEGUN - 1, false, true));
    }

    /** Version 1 was loaded, and stored after the change. */
    private void loadTooLate() {
        history.add(CAR, 1, new Stored(C, BEGUN - 1_000_000, RETURNED, false, true));
    }

    private void assertRead(int node, long version, long after, Verdict expected) {
        history.reads().clear();
        history.add(new ReadCars(node, RETURNED + after, new long[] {CAR}, new long[] {version}));
        Oracle oracle = new Oracle(history);
        oracle.judge();
        assertThat(oracle.verdicts()).containsOnlyKeys(expected);
        assertThat(oracle.violations()).hasSize(expected.isViolation() ? 1 : 0);
        boolean excepted = expected.compareTo(UNDER_WAY) > 0 && !expected.isViolation();
        assertThat(oracle.exceptions()).hasSize(excepted ? 1 : 0);
    }

    @Test
    @DisplayName("L15 who has made a change sees it in his next read, others may have to hear of it")
    void nextRead() {
        loadInTime();
        assertRead(A, 2, 1, FRESH);
        assertRead(A, 1, 1, STALE);
        assertRead(A, 1, 0, FRESH);
        assertRead(B, 1, 1, UNDER_WAY);
        assertRead(B, 1, Bounds.LOST_MESSAGE, UNDER_WAY);
        assertRead(B, 1, Bounds.LOST_MESSAGE + 1, STALE);
        assertRead(B, 2, Bounds.LOST_MESSAGE + 1, FRESH);
    }

    @Test
    @DisplayName("L13, L15 the time in which a node could do nothing does not count, but for max-unvalidated")
    void stalled() {
        loadInTime();
        history.stalls(B).add(RETURNED - 500, RETURNED + 500);
        history.stalls(B).add(RETURNED + 200, RETURNED + 1_000);
        history.stalls(B).add(RETURNED + 5_000, RETURNED + 5_500);
        assertRead(B, 1, Bounds.LOST_MESSAGE + 1_500, UNDER_WAY);
        assertRead(B, 1, Bounds.LOST_MESSAGE + 1_501, STALE);
        history.stalls(B).add(RETURNED, RETURNED + 2 * Bounds.UNREACHABLE);
        assertRead(B, 1, Bounds.UNREACHABLE, UNDER_WAY);
        assertRead(B, 1, Bounds.UNREACHABLE + 1, STALE);
        assertRead(A, 1, 1, STALE);
    }

    @Test
    @DisplayName("L15 a value that nobody has loaded or put")
    void nobodysValue() {
        assertRead(B, 1, 1, UNHEARD_OF);
        assertRead(B, 3, 1, UNHEARD_OF);
    }

    @Test
    @DisplayName("L15 (i) what a load has stored too late, until it has been taken back")
    void overtakenLoad() {
        loadTooLate();
        assertRead(A, 1, 1, OVERTAKEN_LOAD);
        assertRead(B, 1, Bounds.TAKEN_BACK, OVERTAKEN_LOAD);
        assertRead(B, 1, Bounds.TAKEN_BACK + 1, STALE);
        history.stalls(C).add(RETURNED, RETURNED + Bounds.FAILED_COMMAND);
        long late = Bounds.TAKEN_BACK + Bounds.FAILED_COMMAND + Bounds.TRIED_AGAIN;
        assertRead(B, 1, late, OVERTAKEN_LOAD);
        assertRead(B, 1, late + 1, STALE);
    }

    @Test
    @DisplayName("L15 (iii) what a put or a load had stored that failed, until the end of its life")
    void failedStore() {
        history.add(CAR, 1, new Stored(C, BEGUN - 1_000_000, BEGUN - 1, true, false));
        assertRead(A, 1, 1, TIMED_OUT);
        assertRead(B, 1, Bounds.LIFE, TIMED_OUT);
        assertRead(B, 1, Bounds.LATE_COMMAND + Bounds.LIFE, STALE);
    }

    @Test
    @DisplayName("L15 (iii) a store that had failed long before the change is no reason")
    void failedLongBefore() {
        long failed = BEGUN - Bounds.LATE_COMMAND - 1;
        history.add(CAR, 1, new Stored(C, failed - 1_000_000, failed, true, false));
        assertRead(A, 1, 1, STALE);
    }

    @Test
    @DisplayName("L15 (iv) a change of a time of which servers have lost what they acknowledged")
    void loss() {
        loadInTime();
        history.add(new Loss(BEGUN - 10, BEGUN - 5));
        history.add(new Loss(RETURNED + 5, RETURNED + 10));
        assertRead(A, 1, 1, STALE);
        history.add(new Loss(RETURNED, RETURNED + 10));
        assertRead(A, 1, 1, LOST_BY_SERVER);
        assertRead(B, 1, Bounds.LIFE, STALE);
    }

    @Test
    @DisplayName("L15 (v) a load that was overtaken, of a node that has died before it could take it back")
    void death() {
        loadTooLate();
        history.died(B, RETURNED + 10);
        assertRead(B, 1, Bounds.TAKEN_BACK + 1, STALE);
        history.died(C, RETURNED + Bounds.TAKEN_BACK + 1);
        assertRead(B, 1, Bounds.TAKEN_BACK + 1, STALE);
        history.died(C, RETURNED + 10);
        assertRead(B, 1, Bounds.TAKEN_BACK + 1, NODE_DIED);
        assertRead(B, 1, Bounds.LIFE + 1, STALE);
    }

    @Test
    @DisplayName("L15 (v) a load of a node that has died in it")
    void deathInLoad() {
        history.add(CAR, 1, new Stored(C, BEGUN - 1_000_000, Long.MAX_VALUE, false, true));
        history.died(C, BEGUN - 10);
        assertRead(A, 1, 1, NODE_DIED);
    }

    @Test
    @DisplayName("L15 a journal is read as it was written, up to where its node was killed")
    void journal(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("work");
        try (Journal journal = new Journal(file)) {
            journal.loaded(BEGUN - 5, Map.of(CAR, 1L));
            journal.read(BEGUN - 7, Map.of(CAR, 1L));
            journal.putting(Map.of(CAR, 3L));
            journal.failed();
            journal.changing(Map.of(CAR, 4L));
            journal.returned();
            journal.stalled(10, 20);
            journal.counted(Map.of((long) Count.GAPS.ordinal(), 9L));
            journal.putting(Map.of(CAR, 5L));
        }
        Files.writeString(file, "e 12", StandardOpenOption.APPEND);

        JournalReader.read(file, B, history);

        assertThat(history.stored(CAR, 1)).singleElement().satisfies(store -> assertThat(store)
                .isEqualTo(new Stored(B, BEGUN - 5, store.end(), false, true)));
        assertThat(history.stored(CAR, 3)).singleElement().satisfies(store -> assertThat(store)
                .isEqualTo(new Stored(B, store.begun(), store.end(), true, false)));
        assertThat(history.stored(CAR, 5)).singleElement().satisfies(store -> assertThat(store)
                .isEqualTo(new Stored(B, store.begun(), Long.MAX_VALUE, false, false)));
        assertThat(history.changesBeyond(CAR, 2)).extracting(Changed::version).contains(4L);
        assertThat(history.reads()).singleElement().satisfies(read -> assertThat(read.begun())
                .isEqualTo(BEGUN - 7));
        assertThat(history.stalls(B).within(0, 100)).isEqualTo(10);
        assertThat(history.count(Count.GAPS)).isEqualTo(9);
    }
}
