package io.github.ms100.cacheasmulti.support.redis;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.DatabindContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectMapper.DefaultTypeResolverBuilder;
import com.fasterxml.jackson.databind.ObjectMapper.DefaultTyping;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.jsontype.PolymorphicTypeValidator;
import com.fasterxml.jackson.databind.jsontype.TypeIdResolver;
import com.fasterxml.jackson.databind.jsontype.impl.TypeIdResolverBase;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.ms100.cacheasmulti.support.OptionalLibrary;
import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.time.Year;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.util.ClassUtils;

/** On Jackson 2. Whatever the two Jacksons do differently is set here and in {@link Jackson3JsonCodec} alike. */
@SuppressWarnings("serial")
final class Jackson2JsonCodec implements JsonCodec {

    private static final JsonFormat.Value AS_TEXT = JsonFormat.Value.forShape(JsonFormat.Shape.STRING);

    private final JsonMapper mapper;

    Jackson2JsonCodec(JsonTypes types, HiddenState hiddenState, ClassLoader classLoader) {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxNameLength(Integer.MAX_VALUE)
                        .maxNumberLength(Integer.MAX_VALUE)
                        .build())
                .streamWriteConstraints(StreamWriteConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .build())
                .configure(JsonWriteFeature.ESCAPE_FORWARD_SLASHES, false)
                .configure(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8, true)
                .build();
        ReadableClasses classes = new ReadableClasses(this::prepare);
        PolymorphicTypeValidator validator = new Validator(types);
        this.mapper = configure(JsonMapper.builder(factory))
                .polymorphicTypeValidator(validator)
                .annotationIntrospector(
                        AnnotationIntrospector.pair(new JacksonAnnotationIntrospector(), new ParameterNames()))
                .addModule(new JavaTimeModule().disable(JavaTimeFeature.NORMALIZE_DESERIALIZED_ZONE_ID))
                .addModules(modules(classLoader))
                .addModule(new Jackson2Module(types, classes, hiddenState))
                .build();
        mapper.setDefaultTyping(new Typing(types, validator));
    }

    /** Returns what Jackson 3 has built in, where it is on the class path. */
    private static List<Module> modules(ClassLoader classLoader) {
        return OptionalLibrary.JACKSON_2_JDK8.classNames().stream()
                .filter(name -> ClassUtils.isPresent(name, classLoader))
                .map(name -> (Module) BeanUtils.instantiateClass(ClassUtils.resolveClassName(name, classLoader)))
                .toList();
    }

    @Override
    public byte[] write(@Nullable Object value) throws IOException {
        return mapper.writerFor(Object.class).writeValueAsBytes(value);
    }

    @Override
    public @Nullable Object read(byte[] json) throws IOException {
        return mapper.readerFor(Object.class).readValue(json);
    }

    @Override
    public String describe(Exception failure) {
        if (failure instanceof StreamConstraintsException || failure instanceof InvalidDefinitionException) {
            return ((JsonProcessingException) failure).getOriginalMessage();
        }
        if (failure instanceof JsonMappingException mismatch) {
            return misfit(mismatch);
        }
        return failure instanceof StreamReadException unreadable
                ? "it is no JSON from byte %d on"
                        .formatted(unreadable.getLocation().getByteOffset())
                : "it failed with " + failure.getClass().getName();
    }

    private static String misfit(JsonMappingException mismatch) {
        Class<?> target = mismatch instanceof MismatchedInputException input ? input.getTargetType() : null;
        List<String> path = mismatch.getPath().stream()
                .filter(part -> JsonCodec.mayBeTold(part.getFieldName(), part.getFrom()))
                .map(JsonMappingException.Reference::getFieldName)
                .toList();
        return JsonCodec.misfit(target, path);
    }

    /** Reads nothing as the given type, which makes Jackson look for everything it would need. */
    private void prepare(Class<?> type) throws IOException {
        mapper.readerFor(type).readValue("null");
    }

    private static JsonMapper.Builder configure(JsonMapper.Builder builder) {
        return builder.configure(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY, true)
                .configure(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST, false)
                .configure(MapperFeature.ALLOW_FINAL_FIELDS_AS_MUTATORS, false)
                .configure(MapperFeature.USE_GETTERS_AS_SETTERS, true)
                .visibility(PropertyAccessor.CREATOR, JsonAutoDetect.Visibility.PUBLIC_ONLY)
                .configure(SerializationFeature.FAIL_ON_EMPTY_BEANS, false)
                .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
                .configure(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES, false)
                .configure(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, true)
                .configure(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE, false)
                .configure(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, false)
                .configure(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS, false)
                .configure(SerializationFeature.WRITE_DATES_WITH_ZONE_ID, true)
                .configure(DeserializationFeature.READ_ENUMS_USING_TO_STRING, false)
                .configure(SerializationFeature.WRITE_ENUMS_USING_TO_STRING, false)
                .withConfigOverride(Year.class, override -> override.setFormat(AS_TEXT));
    }

    /** Knows the parameters of constructors by name, as Jackson 3 does by itself. */
    private static final class ParameterNames extends NopAnnotationIntrospector {

        @Override
        public @Nullable String findImplicitPropertyName(AnnotatedMember member) {
            if (member instanceof AnnotatedParameter parameter
                    && parameter.getOwner().getAnnotated() instanceof Executable creator) {
                Parameter declared = creator.getParameters()[parameter.getIndex()];
                return declared.isNamePresent() ? declared.getName() : null;
            }
            return null;
        }
    }

    /** Types every value whose class is not final where it stands, the root of the document too. */
    private static final class Typing extends DefaultTypeResolverBuilder {

        private final transient JsonTypes types;

        Typing(JsonTypes types, PolymorphicTypeValidator validator) {
            super(DefaultTyping.NON_FINAL, validator);
            init(JsonTypeInfo.Id.CLASS, null);
            inclusion(JsonTypeInfo.As.WRAPPER_ARRAY);
            this.types = types;
        }

        @Override
        protected TypeIdResolver idResolver(
                MapperConfig<?> config,
                JavaType baseType,
                PolymorphicTypeValidator validator,
                Collection<NamedType> subtypes,
                boolean forSerialization,
                boolean forDeserialization) {
            return new Names(types, baseType);
        }
    }

    static final class Names extends TypeIdResolverBase {

        private final transient JsonTypes types;

        private final JavaType baseType;

        /** What values are declared as, the content of references looked at. */
        private final Class<?> declared;

        Names(JsonTypes types, JavaType baseType) {
            super(baseType, TypeFactory.defaultInstance());
            this.types = types;
            this.baseType = baseType;
            JavaType content = baseType;
            while (content.isReferenceType()) {
                content = content.getReferencedType();
            }
            this.declared = content.getRawClass();
        }

        /** Returns the type of a value that is declared as here. */
        JavaType typeOf(DatabindContext context, Object value) {
            return context.constructSpecializedType(baseType, value.getClass());
        }

        /** Returns what values are declared as. */
        Class<?> declared() {
            return declared;
        }

        /** Tells whether a value is known to be an {@code Optional} or the like by where it stands. */
        boolean knowsReferences() {
            return baseType.isReferenceType();
        }

        @Override
        public String idFromValue(Object value) {
            return types.nameOf(value, declared);
        }

        @Override
        public String idFromValueAndType(Object value, Class<?> type) {
            return types.nameOf(value, declared);
        }

        @Override
        public JavaType typeFromId(DatabindContext context, String name) {
            JsonTypes.Named id = types.find(name);
            // Only what the factory makes of a class by itself is known to be a reference.
            JavaType type = id.type() == Optional.class
                    ? context.constructType(Optional.class)
                    : context.constructSpecializedType(baseType, id.type());
            if (id.key() == null) {
                return type;
            }
            return type.isMapLikeType()
                    ? context.getTypeFactory()
                            .constructMapType(
                                    id.type().asSubclass(Map.class),
                                    context.constructType(id.key()),
                                    type.getContentType())
                    : context.getTypeFactory()
                            .constructCollectionType(id.type().asSubclass(Collection.class), id.key());
        }

        @Override
        public JsonTypeInfo.Id getMechanism() {
            return JsonTypeInfo.Id.CUSTOM;
        }
    }

    /** For classes that ask for polymorphism by annotations of their own. */
    private static final class Validator extends PolymorphicTypeValidator {

        private final transient JsonTypes types;

        Validator(JsonTypes types) {
            this.types = types;
        }

        @Override
        public Validity validateBaseType(MapperConfig<?> context, JavaType baseType) {
            return Validity.INDETERMINATE;
        }

        @Override
        public Validity validateSubClassName(MapperConfig<?> context, JavaType baseType, String className) {
            types.check(className);
            return Validity.ALLOWED;
        }

        @Override
        public Validity validateSubType(MapperConfig<?> context, JavaType baseType, JavaType type) {
            return validateSubClassName(context, baseType, type.getRawClass().getName());
        }
    }
}
