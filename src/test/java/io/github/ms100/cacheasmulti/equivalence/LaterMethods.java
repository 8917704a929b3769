package io.github.ms100.cacheasmulti.equivalence;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.InvocationHandlerAdapter;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The batch methods of all families once more, declared alike but for their results, which come later: one bean of each family and
 * kind of result. What they return is what the methods of the family do.
 */
final class LaterMethods implements BeanDefinitionRegistryPostProcessor {

    static final List<Class<?>> FAMILIES =
            List.of(Reads.class, UnstoredReads.class, Writes.class, Mixtures.class, Twins.class);

    /** What the methods of a bean do. */
    private static final String BODY = "body";

    private static final Map<Class<?>, Map<Kind, Class<?>>> CLASSES =
            FAMILIES.stream().collect(Collectors.toMap(family -> family, LaterMethods::newClasses));

    private final Arrivals arrivals = new Arrivals();

    /** How results come. */
    enum Kind {
        FUTURE(CompletableFuture.class),
        MONO(Mono.class),
        /** Of rows, which are matched by field. */
        FLUX(Flux.class);

        private final Class<?> type;

        Kind(Class<?> type) {
            this.type = type;
        }

        private boolean fits(Pair pair) {
            return this != FLUX || !pair.annotation().asElementField().isEmpty();
        }

        private Type of(Method batch) {
            Type value = batch.getGenericReturnType();
            if (this == FLUX) {
                return ((ParameterizedType) value).getActualTypeArguments()[0];
            }
            if (value == void.class) {
                return Void.class;
            }
            return (value instanceof Class<?> type) ? ClassUtils.resolvePrimitiveIfNecessary(type) : value;
        }
    }

    Arrivals arrivals() {
        return arrivals;
    }

    /** Returns a pair whose batch method is that of the given one, but for its result; {@code null} if there is none. */
    static Pair later(Pair pair, Kind kind) {
        Class<?> later = CLASSES.get(pair.batch().getDeclaringClass()).get(kind);
        Method method = (later == null)
                ? null
                : ClassUtils.getMethodIfAvailable(
                        later, pair.batch().getName(), pair.batch().getParameterTypes());
        return (method == null) ? null : new Pair(method, pair.single(), pair.index(), pair.annotation());
    }

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        GivenData data = ((BeanFactory) registry).getBean(GivenData.class);
        CLASSES.forEach((family, classes) -> classes.forEach((kind, later) ->
                registry.registerBeanDefinition(later.getName(), definition(later, family, kind, data))));
    }

    private <T> BeanDefinition definition(Class<T> later, Class<?> family, Kind kind, GivenData data) {
        Object target = BeanUtils.instantiateClass(family.getDeclaredConstructors()[0], data);
        InvocationHandler body = (any, called, arguments) -> {
            Method method = ClassUtils.getMethod(family, called.getName(), called.getParameterTypes());
            return arrivals.of(kind, () -> method.invoke(target, arguments));
        };
        return new RootBeanDefinition(later, () -> {
            T bean = BeanUtils.instantiateClass(later);
            Field field = ReflectionUtils.findField(later, BODY);
            ReflectionUtils.setField(field, bean, body);
            return bean;
        });
    }

    private static Map<Kind, Class<?>> newClasses(Class<?> family) {
        Map<Kind, Class<?>> classes = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            List<Pair> pairs = Pair.of(family).stream().filter(kind::fits).toList();
            if (!pairs.isEmpty()) {
                classes.put(kind, newClass(family.getName() + "Later" + kind, kind, pairs));
            }
        }
        return classes;
    }

    private static Class<?> newClass(String name, Kind kind, List<Pair> pairs) {
        DynamicType.Builder<?> builder = new ByteBuddy()
                .subclass(Object.class)
                .name(name)
                .defineField(BODY, InvocationHandler.class, Visibility.PUBLIC);
        for (Pair pair : pairs) {
            builder = define(builder, pair.batch(), kind);
        }
        return builder.make()
                .load(LaterMethods.class.getClassLoader(), ClassLoadingStrategy.UsingLookup.of(MethodHandles.lookup()))
                .getLoaded();
    }

    private static DynamicType.Builder<?> define(DynamicType.Builder<?> builder, Method batch, Kind kind) {
        TypeDescription.Generic returned = TypeDescription.Generic.Builder.parameterizedType(kind.type, kind.of(batch))
                .build();
        DynamicType.Builder.MethodDefinition.ParameterDefinition<?> method =
                builder.defineMethod(batch.getName(), returned, Modifier.PUBLIC | varargs(batch));
        for (Parameter parameter : batch.getParameters()) {
            method = method.withParameter(parameter.getParameterizedType(), parameter.getName())
                    .annotateParameter(parameter.getAnnotations());
        }
        return method.intercept(InvocationHandlerAdapter.toField(BODY)).annotateMethod(batch.getAnnotations());
    }

    /** As in class files: of a method the bit that a transient field has says that its arguments vary. */
    private static int varargs(Method method) {
        return method.isVarArgs() ? Modifier.TRANSIENT : 0;
    }
}
