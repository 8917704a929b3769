package io.github.ms100.cacheasmulti.consumer;

import java.io.Serializable;

/** A car and its plate. */
public record Car(Integer id, String plate) implements Serializable {}
