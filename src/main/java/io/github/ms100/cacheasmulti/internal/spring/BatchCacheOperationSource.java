package io.github.ms100.cacheasmulti.internal.spring;

import io.github.ms100.cacheasmulti.internal.plan.BatchMethodInspector;
import io.github.ms100.cacheasmulti.internal.plan.BatchMethodSource;
import io.github.ms100.cacheasmulti.internal.plan.MethodCatalogue;
import io.github.ms100.cacheasmulti.internal.plan.Plan;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.cache.annotation.AnnotationCacheOperationSource;
import org.springframework.core.convert.ConversionService;

/**
 * Spring's own operation source, which also checks the batch methods of each bean's class before the bean is proxied,
 * whatever family their cache annotations are of.
 */
public final class BatchCacheOperationSource extends AnnotationCacheOperationSource
        implements BatchMethodSource, BeanFactoryAware {

    private final BatchMethodInspector inspector = new BatchMethodInspector(this::families);

    private final MethodCatalogue catalogue = new MethodCatalogue(this::read, () -> this.beanFactory);

    private @Nullable BeanFactory beanFactory;

    /** Creates a source for public methods, as {@code <cache:annotation-driven>} uses it. */
    public BatchCacheOperationSource() {
        this(true);
    }

    /**
     * Creates a source.
     *
     * @param publicMethodsOnly whether annotations on other than public methods are ignored
     */
    public BatchCacheOperationSource(boolean publicMethodsOnly) {
        super(publicMethodsOnly);
    }

    @Override
    public void setBeanFactory(BeanFactory beanFactory) {
        this.beanFactory = beanFactory;
    }

    @Override
    public boolean isCandidateClass(Class<?> targetClass) {
        boolean candidate = super.isCandidateClass(targetClass);
        if (candidate) {
            inspector.inspect(targetClass);
        }
        return candidate;
    }

    @Override
    public @Nullable Plan plan(Method method, Class<?> targetClass) {
        return catalogue.plan(method, targetClass);
    }

    @Override
    public Collection<Plan> plans() {
        return catalogue.plans();
    }

    private @Nullable Plan read(Method method, Class<?> targetClass, ConversionService conversions) {
        return BatchMethodReader.plan(this, method, targetClass, conversions);
    }

    private List<BatchMethodSource> families() {
        // Without eager initialization: a bean is being made, and no other must be made only to know its type.
        return beanFactory instanceof ListableBeanFactory beans
                ? beans.getBeanProvider(BatchMethodSource.class, false)
                        .orderedStream()
                        .toList()
                : List.of(this);
    }
}
