package io.github.ms100.cacheasmulti.internal.endpoint;

import io.github.ms100.cacheasmulti.event.BatchStatistics;
import io.github.ms100.cacheasmulti.internal.call.DeclaredMethods.Operation;
import io.github.ms100.cacheasmulti.internal.endpoint.Reports.OfMethod;
import io.github.ms100.cacheasmulti.internal.endpoint.Reports.OfOperation;
import io.github.ms100.cacheasmulti.internal.endpoint.Reports.Times;
import io.github.ms100.cacheasmulti.internal.method.BatchMethod;
import io.github.ms100.cacheasmulti.internal.method.BatchOperation;
import io.github.ms100.cacheasmulti.internal.statistics.BatchNumbers;
import io.github.ms100.cacheasmulti.internal.statistics.ObservedCaches;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.CacheManager;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.util.StringUtils;

/** Tells what batch methods declare, and have done. Thread-safe. */
final class MethodReports {

    private static final ParameterNameDiscoverer PARAMETER_NAMES = new DefaultParameterNameDiscoverer();

    private final KnownMethods methods;

    private final ObservedCaches caches;

    private final BatchNumbers numbers;

    MethodReports(KnownMethods methods, ObservedCaches caches, BatchNumbers numbers) {
        this.methods = methods;
        this.caches = caches;
        this.numbers = numbers;
    }

    /** Returns all of them, by name. */
    List<OfMethod> all() {
        return methods.all().stream().map(this::report).toList();
    }

    private OfMethod report(KnownMethod known) {
        BatchMethod method = known.declared().plan().method();
        BatchStatistics.OfMethod total = numbers.total(known.declared().method());
        return new OfMethod(
                known.id(),
                known.beans(),
                method.targetClass().getName(),
                known.declared().method().getName(),
                parameterName(method),
                known.declared().elementClass().getName(),
                known.declared().operations().stream().map(this::report).toList(),
                total.calls(),
                total.elements(),
                total.medianSize(),
                total.maximumSize(),
                Times.of(total.loads(), total.loadTime(), total.longestLoad()),
                total.failedLoads(),
                total.found(),
                total.missing(),
                total.waits(),
                total.coalesced());
    }

    private static String parameterName(BatchMethod method) {
        int index = method.parameterIndex();
        @Nullable String @Nullable [] names = PARAMETER_NAMES.getParameterNames(method.targetMethod());
        String name = (names == null) ? null : names[index];
        return (name == null) ? "p" + index : name;
    }

    private OfOperation report(Operation operation) {
        String key = operation.declared().expressions().key();
        return new OfOperation(
                operation.declared().dispatch(new Kinds()),
                List.copyOf(operation.cacheNames()),
                managerName(operation),
                StringUtils.hasText(key) ? key : null,
                operation.keylessReason());
    }

    private @Nullable String managerName(Operation operation) {
        CacheManager manager = operation.manager();
        return (manager == null) ? null : caches.identityOf(manager, "").manager();
    }

    private static final class Kinds implements BatchOperation.Handler<String> {

        @Override
        public String read(BatchOperation.Read operation) {
            return "read";
        }

        @Override
        public String write(BatchOperation.Write operation) {
            return "put";
        }

        @Override
        public String argumentWrite(BatchOperation.ArgumentWrite operation) {
            return "put";
        }

        @Override
        public String evict(BatchOperation.Evict operation) {
            return "evict";
        }
    }
}
