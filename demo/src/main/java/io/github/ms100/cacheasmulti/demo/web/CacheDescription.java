package io.github.ms100.cacheasmulti.demo.web;

/** Which cache is behind the repository, in words for the page. */
public record CacheDescription(String text) {}
