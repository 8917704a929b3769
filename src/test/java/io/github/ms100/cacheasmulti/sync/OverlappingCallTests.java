package io.github.ms100.cacheasmulti.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.Callers;
import io.github.ms100.cacheasmulti.fixture.Database;
import io.github.ms100.cacheasmulti.fixture.Hold;
import io.github.ms100.cacheasmulti.sync.SyncCars.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S19 of overlapping calls each key is loaded by exactly one")
class OverlappingCallTests {

    private final CachingContext context = CachingContext.of(SyncCars.class, Database.class);

    private final SyncCars cars = context.bean(SyncCars.class);

    private final Database database = context.bean(Database.class);

    private final Callers callers = new Callers();

    @AfterEach
    void stop() throws Exception {
        callers.close();
        context.close();
    }

    @Test
    @DisplayName("S19 three overlapping calls load five keys once, with one query each")
    void threeOverlappingCalls() throws Exception {
        Hold first = database.holdQueriesFor(1);
        var call1 = callers.start(() -> cars.find(List.of(1, 2, 3)));
        first.awaitReached();
        Hold second = database.holdQueriesFor(4);
        var call2 = callers.start(() -> cars.find(List.of(2, 3, 4)));
        second.awaitReached();
        Hold third = database.holdQueriesFor(5);
        var call3 = callers.start(() -> cars.find(List.of(3, 4, 5)));
        third.awaitReached();
        first.release();
        second.release();
        third.release();

        assertThat(call1.result()).isEqualTo(Map.of(1, "car 1", 2, "car 2", 3, "car 3"));
        assertThat(call2.result()).isEqualTo(Map.of(2, "car 2", 3, "car 3", 4, "car 4"));
        assertThat(call3.result()).isEqualTo(Map.of(3, "car 3", 4, "car 4", 5, "car 5"));
        assertThat(database.queries).containsExactly(List.of(1, 2, 3), List.of(4), List.of(5));
    }

    @Test
    @DisplayName("S19 a call that waits holds nothing: what it has loaded is there for others at once")
    void waitersHoldNothing() throws Exception {
        Hold hold = database.holdQueriesFor(1);
        var owner = callers.start(() -> cars.find(List.of(1)));
        hold.awaitReached();
        var waiter = callers.start(() -> cars.find(List.of(1, 2)));
        waiter.awaitWaiting();

        assertThat(context.cache("cars").get(2, String.class)).isEqualTo("car 2");
        assertThat(cars.find(List.of(2, 3))).hasSize(2);
        assertThat(waiter.isDone()).isFalse();

        hold.release();
        assertThat(waiter.result()).containsOnlyKeys(1, 2);
        assertThat(owner.result()).containsOnlyKeys(1);
        assertThat(database.queries).containsExactly(List.of(1), List.of(2), List.of(3));
    }

    @Test
    @DisplayName("S19 a call that waits holds no claim: also what it loaded and could not cache is free for others")
    void waitersHoldNoClaims() throws Exception {
        database.missing.add(2);
        Hold hold = database.holdQueriesFor(1);
        var owner = callers.start(() -> cars.findStrictly(List.of(1)));
        hold.awaitReached();
        var waiter = callers.start(() -> cars.findStrictly(List.of(2, 1)));
        waiter.awaitWaiting();

        assertThat(callers.start(() -> cars.findStrictly(List.of(2))).result()).isEmpty();

        hold.release();
        assertThat(waiter.result()).isEqualTo(owner.result());
    }

    @Test
    @DisplayName("S19, S13 the owner's exception is the owner's; each waiter loads for itself")
    void ownerFails() throws Exception {
        Hold hold = database.holdQueriesFor(1);
        var during = database.during;
        database.during = ids -> {
            during.accept(ids);
            if (ids.size() == 3) {
                throw new IllegalStateException("no connection");
            }
        };
        var owner = callers.start(() -> cars.find(List.of(1, 2, 3)));
        hold.awaitReached();
        var waiter1 = callers.start(() -> cars.find(List.of(1, 4)));
        var waiter2 = callers.start(() -> cars.find(List.of(2, 3)));
        waiter1.awaitWaiting();
        waiter2.awaitWaiting();
        hold.release();

        assertThatIllegalStateException().isThrownBy(owner::result).withMessage("no connection");
        assertThat(waiter1.result()).isEqualTo(Map.of(1, "car 1", 4, "car 4"));
        assertThat(waiter2.result()).isEqualTo(Map.of(2, "car 2", 3, "car 3"));
        assertThat(database.queries).containsExactlyInAnyOrder(List.of(1, 2, 3), List.of(4), List.of(1), List.of(2, 3));
        assertThat(context.cache("cars").get(3, String.class)).isEqualTo("car 3");
    }

    @Test
    @DisplayName("S19, S11 what the owner did not find is covered, too: nobody asks for it again")
    void missingElements() throws Exception {
        database.missing.addAll(List.of(1, 2));
        Hold hold = database.holdQueriesFor(1);
        var owner = callers.start(() -> cars.find(List.of(1, 2, 3)));
        hold.awaitReached();
        var waiter = callers.start(() -> cars.find(List.of(3, 2, 1)));
        var list = callers.start(() -> cars.list(List.of(2, 3)));
        waiter.awaitWaiting();
        list.awaitWaiting();
        hold.release();

        assertThat(owner.result()).isEqualTo(Map.of(3, "car 3"));
        assertThat(waiter.result()).isEqualTo(Map.of(3, "car 3"));
        assertThat(list.result()).containsExactly(null, "car 3");
        assertThat(database.queries).hasSize(1);
    }

    @Test
    @DisplayName("S19, S11 with strictNull a missing element covers the waiter as well, and is not cached")
    void missingElementsWithStrictNull() throws Exception {
        database.missing.add(2);
        Hold hold = database.holdQueriesFor(1);
        var owner = callers.start(() -> cars.findStrictly(List.of(1, 2)));
        hold.awaitReached();
        var waiter = callers.start(() -> cars.findStrictly(List.of(2, 1)));
        var list = callers.start(() -> cars.list(List.of(2)));
        waiter.awaitWaiting();
        list.awaitWaiting();
        hold.release();

        assertThat(owner.result()).isEqualTo(Map.of(1, "car 1"));
        assertThat(waiter.result()).isEqualTo(Map.of(1, "car 1"));
        assertThat(list.result()).containsOnlyNulls().hasSize(1);
        assertThat(context.cache("cars").get(2)).isNull();
        assertThat(database.queries).hasSize(1);
    }

    @Test
    @DisplayName("S19, S11 what cannot be recorded as missing covers the waiter as well, and is not cached")
    void unmatchedElements() throws Exception {
        database.missing.add(2);
        database.strays.put(99, "car 99");
        Hold hold = database.holdQueriesFor(1);
        var owner = callers.start(() -> cars.find(List.of(1, 2)));
        hold.awaitReached();
        var waiter = callers.start(() -> cars.find(List.of(2)));
        var list = callers.start(() -> cars.list(List.of(2)));
        waiter.awaitWaiting();
        list.awaitWaiting();
        hold.release();

        assertThat(owner.result()).isEqualTo(Map.of(1, "car 1"));
        assertThat(waiter.result()).isEmpty();
        assertThat(list.result()).containsExactly((String) null);
        assertThat(database.queries).hasSize(1);
        assertThat(context.cache("cars").get(1)).isNotNull();
        assertThat(context.cache("cars").get(2)).isNull();
    }

    @Test
    @DisplayName("S19, S4 lists, Optionals, rows and groups are shared as maps are")
    void everyShape() throws Exception {
        Hold hold = database.holdQueriesFor(1);
        var list = callers.start(() -> cars.list(List.of(1, 2)));
        hold.awaitReached();
        var optional = callers.start(() -> cars.listOptional(List.of(2, 1)));
        var rows = callers.start(() -> cars.rows(List.of(1, 2)));
        var groups = callers.start(() -> cars.groups(List.of(1, 2)));
        await().until(() -> database.queries.size() == 3);
        var moreRows = callers.start(() -> cars.rows(List.of(2, 1, 2)));
        var moreGroups = callers.start(() -> cars.groups(List.of(2, 1)));
        List.of(optional, moreRows, moreGroups).forEach(Callers.Call::awaitWaiting);
        hold.release();

        Row row1 = new Row(1, "car 1");
        Row row2 = new Row(2, "car 2");
        assertThat(list.result()).containsExactly("car 1", "car 2");
        assertThat(optional.result()).containsExactly(Optional.of("car 2"), Optional.of("car 1"));
        assertThat(rows.result()).containsExactly(row1, row2);
        assertThat(moreRows.result()).containsExactly(row2, row1);
        assertThat(groups.result()).extracting(Row::id).containsExactly(1, 1, 2, 2);
        assertThat(moreGroups.result()).extracting(Row::id).containsExactly(2, 2, 1, 1);
        assertThat(database.queries).hasSize(3);
    }

    @Test
    @DisplayName("S19, S6, S16 duplicates and elements that share a key wait for one load")
    void sharedKeys() throws Exception {
        Hold hold = database.holdQueriesFor(11);
        var owner = callers.start(() -> cars.findByLastDigit(List.of(11, 21, 2)));
        hold.awaitReached();
        var waiter = callers.start(() -> cars.findByLastDigit(List.of(31, 41, 31, 12, 3)));
        waiter.awaitWaiting();
        hold.release();

        assertThat(owner.result()).isEqualTo(Map.of(11, "car 11", 21, "car 11", 2, "car 2"));
        assertThat(waiter.result()).isEqualTo(Map.of(31, "car 11", 41, "car 11", 12, "car 2", 3, "car 3"));
        assertThat(database.queries).containsExactly(List.of(11, 2), List.of(3));
    }

    @Test
    @DisplayName("S19, S15 an element whose condition is false is loaded by every call, and shared with none")
    void conditions() throws Exception {
        Hold hold = database.holdQueriesFor(1);
        var owner = callers.start(() -> cars.findSmall(List.of(1, 11)));
        hold.awaitReached();
        var other = callers.start(() -> cars.findSmall(List.of(11)));

        assertThat(other.result()).isEqualTo(Map.of(11, "car 11"));
        hold.release();
        owner.result();
        assertThat(database.queries).containsExactly(List.of(1, 11), List.of(11));
        assertThat(context.cache("cars").get(11)).isNull();
    }
}
