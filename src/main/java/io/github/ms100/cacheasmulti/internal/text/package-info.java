/** How what others gave, such as ids, keys and names, is written into messages and logs. */
@NullMarked
package io.github.ms100.cacheasmulti.internal.text;

import org.jspecify.annotations.NullMarked;
