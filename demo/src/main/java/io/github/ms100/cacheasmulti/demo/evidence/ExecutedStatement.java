package io.github.ms100.cacheasmulti.demo.evidence;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A statement that reached the database.
 *
 * @param sql the text with its question marks
 * @param parameters one list of parameters per execution: several for a JDBC batch
 */
public record ExecutedStatement(String sql, List<List<@Nullable Object>> parameters) {

    boolean reads() {
        return sql.toUpperCase(Locale.ROOT).startsWith("SELECT");
    }
}
