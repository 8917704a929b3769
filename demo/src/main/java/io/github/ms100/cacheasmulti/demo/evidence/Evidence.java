package io.github.ms100.cacheasmulti.demo.evidence;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was seen while a call ran.
 *
 * @param statements the SQL, in order; empty if the database was not asked
 * @param commands how often each command was sent to the cache server; empty for a cache in memory
 * @param microseconds how long the call took
 */
public record Evidence(List<ExecutedStatement> statements, Map<String, Long> commands, long microseconds) {

    /** Returns the ids the database was asked for: the parameters of the queries that ran. */
    public Set<Object> idsRead() {
        return idsRead(statements);
    }

    static Set<Object> idsRead(List<ExecutedStatement> statements) {
        Set<Object> ids = new HashSet<>();
        statements.stream()
                .filter(ExecutedStatement::reads)
                .forEach(statement -> statement.parameters().forEach(ids::addAll));
        return ids;
    }
}
