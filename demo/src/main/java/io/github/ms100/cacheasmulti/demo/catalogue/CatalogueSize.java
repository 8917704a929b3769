package io.github.ms100.cacheasmulti.demo.catalogue;

/** How many products there are; ids run from 1 to {@code highestId}, with gaps. */
public record CatalogueSize(long products, long highestId) {}
