package io.github.ms100.cacheasmulti.demo.web;

/** Which cache is behind the repositories, in words for the page. */
public record CacheDescription(String text) {}
