package io.github.ms100.cacheasmulti.internal.store.redis.local;

/** What others do, and we must not: variants of the scripts of the model, each with a scenario that ends wrong by it. */
enum Fault {
    /** A change is told and made here before it is made in Redis. */
    LOCAL_FIRST(Scenario.EVICT_AND_FILL_HERE),
    ONLY_FIRST_TELLING(Scenario.EVICT_AND_FILL_HERE),
    ONLY_SECOND_TELLING(Scenario.EVICT_AND_LOAD_HERE),
    /** The moment of a fill is that after its read. */
    CAPTURED_LATE(Scenario.EVICT_AND_FILL_HERE),
    NUMBER_AFTER_CHANGE(Scenario.DEAD_SENDER),
    MESSAGE_BEFORE_CHANGE(Scenario.EVICT_AND_FILL_THERE),
    OWN_ECHO_APPLIED(Scenario.PUT),
    /** The newest number of another node may be missing. */
    GAP_TOLERATED(Scenario.LOST_MESSAGE),
    /** Each copy of a batch has the moment it is kept in. */
    UNFENCED_BATCH(Scenario.EVICT_AND_BATCHES),
    OVERLAPPED_PUT_KEPT(Scenario.PUT_AND_EVICT),
    /** A load does not look whether its key has changed while it was stored. */
    NO_SECOND_CHECK(Scenario.EVICT_AND_LOAD_HERE),
    UNCONFIRMED_AFTER_STORE(Scenario.EVICT_AND_LOAD_THERE),
    /** What Redis has not taken is told, and not made up for. */
    FAILURE_ANNOUNCED(Scenario.REFUSED_EVICT),
    /** A change of which is told that it goes on is taken for one that has been told. */
    UNDER_WAY_AS_MESSAGE(Scenario.LASTING_EVICT_OF_A_DEAD_SENDER);

    private final Scenario scenario;

    Fault(Scenario scenario) {
        this.scenario = scenario;
    }

    /** Returns what goes on where it shows. */
    Scenario scenario() {
        return scenario;
    }
}
