package io.github.ms100.cacheasmulti.cache.interceptor.internal;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.cache.annotation.AnnotationCacheOperationSource;

/**
 * Spring's own operation source, which also checks the batch methods of each bean's class before the bean is proxied.
 */
public final class BatchCacheOperationSource extends AnnotationCacheOperationSource implements BeanFactoryAware {

    private BatchMethodInspector inspector;

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
        this.inspector = newInspector(null);
    }

    @Override
    public void setBeanFactory(BeanFactory beanFactory) {
        this.inspector = newInspector(beanFactory);
    }

    @Override
    public boolean isCandidateClass(Class<?> targetClass) {
        boolean candidate = super.isCandidateClass(targetClass);
        if (candidate) {
            inspector.inspect(targetClass);
        }
        return candidate;
    }

    private BatchMethodInspector newInspector(@Nullable BeanFactory beanFactory) {
        return new BatchMethodInspector(new BatchMethodReader(this, Conversions.of(beanFactory)));
    }
}
