/** Turns what was measured into tables and charts of ratios. */
package io.github.ms100.cacheasmulti.benchmarks.report;
