package io.github.ms100.cacheasmulti.support.redis;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Year;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DatabindContext;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DefaultTyping;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.jsontype.PolymorphicTypeValidator;
import tools.jackson.databind.jsontype.TypeIdResolver;
import tools.jackson.databind.jsontype.impl.DefaultTypeResolverBuilder;
import tools.jackson.databind.jsontype.impl.TypeIdResolverBase;

/** On Jackson 3. Whatever the two Jacksons do differently is set here and in {@link Jackson2JsonCodec} alike. */
@SuppressWarnings("serial")
final class Jackson3JsonCodec implements JsonCodec {

    private static final JsonFormat.Value AS_TEXT = JsonFormat.Value.forShape(JsonFormat.Shape.STRING);

    private final JsonMapper mapper;

    Jackson3JsonCodec(JsonTypes types, HiddenState hiddenState) {
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
                .addModule(new Jackson3Module(types, classes, hiddenState))
                .polymorphicTypeValidator(validator)
                .setDefaultTyping(new Typing(types, validator))
                .build();
    }

    @Override
    public byte[] write(@Nullable Object value) {
        return mapper.writerFor(Object.class).writeValueAsBytes(value);
    }

    @Override
    public @Nullable Object read(byte[] json) {
        return mapper.readerFor(Object.class).readValue(json);
    }

    @Override
    public String describe(Exception failure) {
        if (failure instanceof StreamConstraintsException || failure instanceof InvalidDefinitionException) {
            return ((JacksonException) failure).getOriginalMessage();
        }
        if (failure instanceof DatabindException mismatch) {
            return misfit(mismatch);
        }
        return failure instanceof StreamReadException unreadable
                ? "it is no JSON from byte %d on"
                        .formatted(unreadable.getLocation().getByteOffset())
                : "it failed with " + failure.getClass().getName();
    }

    private static String misfit(DatabindException mismatch) {
        Class<?> target = mismatch instanceof MismatchedInputException input ? input.getTargetType() : null;
        List<String> path = mismatch.getPath().stream()
                .filter(part -> JsonCodec.mayBeTold(part.getPropertyName(), part.from()))
                .map(JacksonException.Reference::getPropertyName)
                .toList();
        return JsonCodec.misfit(target, path);
    }

    /** Reads nothing as the given type, which makes Jackson look for everything it would need. */
    private void prepare(Class<?> type) {
        mapper.readerFor(type).readValue("null");
    }

    private static JsonMapper.Builder configure(JsonMapper.Builder builder) {
        return builder.configure(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY, true)
                .configure(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST, false)
                .configure(MapperFeature.ALLOW_FINAL_FIELDS_AS_MUTATORS, false)
                .configure(MapperFeature.USE_GETTERS_AS_SETTERS, true)
                .changeDefaultVisibility(
                        visible -> visible.withScalarConstructorVisibility(JsonAutoDetect.Visibility.PUBLIC_ONLY))
                .configure(SerializationFeature.FAIL_ON_EMPTY_BEANS, false)
                .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
                .configure(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES, false)
                .configure(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, true)
                .configure(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE, false)
                .configure(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS, false)
                .configure(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS, false)
                .configure(DateTimeFeature.WRITE_DATES_WITH_ZONE_ID, true)
                .configure(DateTimeFeature.NORMALIZE_DESERIALIZED_ZONE_ID, false)
                .configure(DateTimeFeature.WRITE_UTC_AS_OFFSET, true)
                .withConfigOverride(Year.class, override -> override.setFormat(AS_TEXT))
                .configure(EnumFeature.READ_ENUMS_USING_TO_STRING, false)
                .configure(EnumFeature.WRITE_ENUMS_USING_TO_STRING, false);
    }

    /** Types every value whose class is not final where it stands, the root of the document too. */
    private static final class Typing extends DefaultTypeResolverBuilder {

        private final transient JsonTypes types;

        Typing(JsonTypes types, PolymorphicTypeValidator validator) {
            super(validator, DefaultTyping.NON_FINAL, JsonTypeInfo.As.WRAPPER_ARRAY);
            this.types = types;
        }

        @Override
        protected TypeIdResolver idResolver(
                DatabindContext context,
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
            super(baseType);
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
        public String idFromValue(DatabindContext context, Object value) {
            return types.nameOf(value, declared);
        }

        @Override
        public String idFromValueAndType(DatabindContext context, Object value, Class<?> type) {
            return types.nameOf(value, declared);
        }

        @Override
        public JavaType typeFromId(DatabindContext context, String name) {
            JsonTypes.Named id = types.find(name);
            JavaType type = context.constructSpecializedType(baseType, id.type());
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
        public Validity validateBaseType(DatabindContext context, JavaType baseType) {
            return Validity.INDETERMINATE;
        }

        @Override
        public Validity validateSubClassName(DatabindContext context, JavaType baseType, String className) {
            types.check(className);
            return Validity.ALLOWED;
        }

        @Override
        public Validity validateSubType(DatabindContext context, JavaType baseType, JavaType type) {
            return validateSubClassName(context, baseType, type.getRawClass().getName());
        }
    }
}
