package io.github.ms100.cacheasmulti.config;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.internal.expression.ExpressionRoot;
import io.github.ms100.cacheasmulti.internal.method.BatchMethod;
import io.github.ms100.cacheasmulti.internal.method.BatchParameter;
import io.github.ms100.cacheasmulti.internal.shape.RowProperty;
import io.github.ms100.cacheasmulti.support.OptionalLibrary;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.core.ResolvableType;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Tells a native image, at build time, what is looked up by reflection: by the library itself, whatever the application's
 * methods, and for the batch methods of each bean.
 */
final class NativeImageHints implements RuntimeHintsRegistrar, BeanRegistrationAotProcessor {

    private static final List<String> LOCAL_COPIES =
            List.of("com.github.benmanes.caffeine.cache.SSMS", "com.github.benmanes.caffeine.cache.PSMS");

    /** Registers what expressions see, the annotation as a composed one yields it, and what optional libraries are known by. */
    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        ReflectionHints reflection = hints.reflection();
        reflection.registerType(ExpressionRoot.class, MemberCategory.INVOKE_PUBLIC_METHODS);
        reflection.registerType(CacheAsMulti.class, MemberCategory.INVOKE_DECLARED_METHODS);
        hints.proxies().registerJdkProxy(CacheAsMulti.class);
        for (OptionalLibrary library : OptionalLibrary.values()) {
            library.classNames().forEach(name -> reflection.registerTypeIfPresent(classLoader, name));
        }
        OptionalLibrary.JACKSON_2_JDK8
                .classNames()
                .forEach(name ->
                        reflection.registerTypeIfPresent(classLoader, name, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS));
        // What Caffeine.newBuilder().maximumSize(...) makes: it finds the class by the letters of what was asked for.
        LOCAL_COPIES.forEach(name -> reflection.registerTypeIfPresent(
                classLoader, name, type -> type.withMembers(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)
                        .withField("FACTORY")));
        if (OptionalLibrary.REDIS.isPresent(classLoader)) {
            reflection.registerType(
                    RedisCacheWriter.class,
                    writer -> writer.withMethod(
                            "execute", List.of(TypeReference.of(Function.class)), ExecutableMode.INVOKE));
        }
    }

    /**
     * Registers the batch methods of a bean, the members of their rows that {@code asElementField} names, and constructors of
     * containers of the application's own.
     */
    @Override
    public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean registeredBean) {
        // Also what a factory bean makes: repositories, mappers, clients. The bean factory does not know inner beans.
        Class<?> type = registeredBean.isInnerBean()
                ? registeredBean.getBeanClass()
                : registeredBean.getBeanFactory().getType(registeredBean.getBeanName(), false);
        if (type == null) {
            return null;
        }
        Class<?> userClass = ClassUtils.getUserClass(type);
        Set<Method> methods = BatchParameter.methodsOf(userClass);
        return methods.isEmpty()
                ? null
                : (generation, code) -> methods.forEach(
                        method -> register(generation.getRuntimeHints().reflection(), method, userClass));
    }

    private static void register(ReflectionHints hints, Method method, Class<?> userClass) {
        Method specific = BatchParameter.specificMethod(method, userClass);
        hints.registerMethod(method, ExecutableMode.INVOKE);
        hints.registerMethod(specific, ExecutableMode.INVOKE);
        BatchParameter parameter = BatchParameter.find(method, userClass);
        BatchParameter annotated = (parameter == null) ? BatchParameter.ofMethod(method, userClass) : parameter;
        if (annotated == null) {
            return;
        }
        BatchMethod batch = new BatchMethod(method, specific, userClass, annotated, List.of(), true);
        if (!batch.seeds()) {
            registerContainer(hints, batch.parameterType());
            registerContainer(hints, batch.resultType());
        }
        if (!annotated.annotation().asElementField().isEmpty()) {
            RowProperty.onPathOf(batch).forEach(property -> register(hints, property));
        }
    }

    private static void register(ReflectionHints hints, RowProperty property) {
        if (property.member() instanceof Field field) {
            hints.registerField(field);
        } else if (property.member() instanceof Method getter) {
            hints.registerMethod(getter, ExecutableMode.INVOKE);
            // Spring takes the accessor of a record for a property only if it sees the field.
            Field field = ReflectionUtils.findField(getter.getDeclaringClass(), getter.getName());
            if (field != null) {
                hints.registerField(field);
            }
        }
    }

    private static void registerContainer(ReflectionHints hints, ResolvableType declared) {
        Class<?> type = declared.toClass();
        if (type.isArray()) {
            hints.registerType(type);
        } else if (!type.isInterface() && !Modifier.isAbstract(type.getModifiers())) {
            hints.registerType(type, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS);
        }
    }
}
