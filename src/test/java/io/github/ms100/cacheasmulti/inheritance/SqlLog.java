package io.github.ms100.cacheasmulti.inheritance;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Notes the parameters of each statement that is prepared on a data source. */
final class SqlLog implements BeanPostProcessor {

    private final List<Statement> statements = new ArrayList<>();

    /** Returns the parameters of each statement since the last call. */
    List<List<Object>> parameters() {
        List<List<Object>> parameters =
                statements.stream().map(Statement::parameters).toList();
        statements.clear();
        return parameters;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return (bean instanceof DataSource source) ? proxy(DataSource.class, source, this::connection) : bean;
    }

    private Object connection(Object source, Method method, Object[] arguments) throws Throwable {
        Object result = call(source, method, arguments);
        return (result instanceof Connection connection)
                ? proxy(Connection.class, connection, this::statement)
                : result;
    }

    private Object statement(Object connection, Method method, Object[] arguments) throws Throwable {
        Object result = call(connection, method, arguments);
        if (!(result instanceof PreparedStatement prepared)) {
            return result;
        }
        Statement statement = new Statement((String) arguments[0], new ArrayList<>());
        statements.add(statement);
        return proxy(PreparedStatement.class, prepared, (target, setter, values) -> {
            if (setter.getName().startsWith("set") && values.length > 1) {
                statement.parameters().add(values[1]);
            }
            return call(target, setter, values);
        });
    }

    private static <T> Object proxy(Class<T> type, T target, Handler handler) {
        InvocationHandler delegate = (proxy, method, arguments) -> handler.handle(target, method, arguments);
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, delegate);
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException ex) {
            throw ex.getTargetException();
        }
    }

    private record Statement(String sql, List<Object> parameters) {}

    /** What a proxy does instead of a method of its target. */
    @FunctionalInterface
    private interface Handler {

        Object handle(Object target, Method method, Object[] arguments) throws Throwable;
    }
}
