/** What really happened during a call: the statements that reached the database, the commands that reached Redis. */
@NullMarked
package io.github.ms100.cacheasmulti.demo.evidence;

import org.jspecify.annotations.NullMarked;
