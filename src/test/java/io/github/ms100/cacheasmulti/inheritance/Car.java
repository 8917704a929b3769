package io.github.ms100.cacheasmulti.inheritance;

import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/** A row of the table. */
@Table("CAR")
public record Car(@Id Long id, String name, Long makerId) {}
