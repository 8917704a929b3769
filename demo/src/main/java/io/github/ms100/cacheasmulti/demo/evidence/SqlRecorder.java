package io.github.ms100.cacheasmulti.demo.evidence;

import io.micrometer.context.ContextRegistry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;
import org.jspecify.annotations.Nullable;

/**
 * Notes each statement that a call sends to the database: from the thread that makes it, and from others that are given
 * the thread-locals of that thread.
 */
final class SqlRecorder implements QueryExecutionListener {

    // One for all: so is the registry of those that are handed on.
    private static final ThreadLocal<@Nullable List<ExecutedStatement>> RECORDING = new ThreadLocal<>();

    SqlRecorder() {
        ContextRegistry.getInstance()
                .registerThreadLocalAccessor(
                        SqlRecorder.class.getName(), RECORDING::get, RECORDING::set, RECORDING::remove);
    }

    /** Makes the call and adds the statements it sends, in order, to a list that any thread may add to. */
    void record(List<ExecutedStatement> statements, Runnable call) {
        RECORDING.set(statements);
        try {
            call.run();
        } finally {
            RECORDING.remove();
        }
    }

    @Override
    public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {}

    @Override
    public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
        List<ExecutedStatement> statements = RECORDING.get();
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
