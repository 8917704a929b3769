package io.github.ms100.cacheasmulti.docs;

/** The row of the examples. */
record Car(Long id, String plate, Long ownerId) {}
