/** A small application that uses the library. */
package io.github.ms100.cacheasmulti.consumer;
