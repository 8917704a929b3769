package io.github.ms100.cacheasmulti.internal.store.redis.local;

/** Where a step of the model reads or writes. Two steps that have no place in common can change their order unnoticed. */
enum Place {
    /** What a node has: its fence and its copies. */
    NODE_A,
    NODE_B,
    /** Which messages a node has heard of. */
    LEDGER_A,
    LEDGER_B,
    /** What a node has loaded that is unconfirmed. */
    LOADS_A,
    LOADS_B,
    DATABASE,
    KEY_1,
    KEY_2,
    /** How many messages a node has announced. */
    COUNT_A,
    COUNT_B,
    CHANNEL
}
