package io.github.ms100.cacheasmulti.demo.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;
import org.jspecify.annotations.Nullable;

/** Notes each statement that the current thread sends to the database while a recording runs. */
final class SqlRecorder implements QueryExecutionListener {

    private final ThreadLocal<@Nullable List<ExecutedStatement>> recording = new ThreadLocal<>();

    /** Runs the call and returns the statements it sent, in order. */
    List<ExecutedStatement> record(Runnable call) {
        List<ExecutedStatement> statements = new ArrayList<>();
        recording.set(statements);
        try {
            call.run();
        } finally {
            recording.remove();
        }
        return List.copyOf(statements);
    }

    @Override
    public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {}

    @Override
    public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
        List<ExecutedStatement> statements = recording.get();
        if (statements != null) {
            queries.forEach(query -> statements.add(new ExecutedStatement(query.getQuery(), parameters(query))));
        }
    }

    private static List<List<@Nullable Object>> parameters(QueryInfo query) {
        return query.getParametersList().stream().map(SqlRecorder::inOrder).toList();
    }

    private static List<@Nullable Object> inOrder(List<ParameterSetOperation> operations) {
        List<@Nullable Object> values = new ArrayList<>();
        operations.stream()
                .map(ParameterSetOperation::getArgs)
                .sorted(Comparator.comparing(args -> (Integer) args[0]))
                .forEach(args -> values.add(args[1]));
        return values;
    }
}
