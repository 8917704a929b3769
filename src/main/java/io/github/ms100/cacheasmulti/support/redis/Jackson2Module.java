package io.github.ms100.cacheasmulti.support.redis;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.deser.ValueInstantiators;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.ser.ContextualSerializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializerBase;
import com.fasterxml.jackson.databind.type.CollectionType;
import com.fasterxml.jackson.databind.type.MapType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is written in another way than Jackson 2 would; the counterpart of {@link Jackson3Module}. */
@SuppressWarnings("serial")
final class Jackson2Module extends SimpleModule {

    private final transient JsonTypes types;

    private final transient ReadableClasses classes;

    private final transient HiddenState hiddenState;

    Jackson2Module(JsonTypes types, ReadableClasses classes, HiddenState hiddenState) {
        super("cache-as-multi");
        this.types = types;
        this.classes = classes;
        this.hiddenState = hiddenState;
        addSerializer(new Locales());
        addDeserializer(Locale.class, new LocalesOfTags());
        addKeySerializer(Locale.class, new LocaleKeys());
        addKeyDeserializer(Locale.class, new LocaleTags());
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        Jackson2References.addTo(context);
        context.addBeanSerializerModifier(new Replacements());
        context.addValueInstantiators(new Instantiators());
    }

    /** Writes what stands behind a proxy, or the usual collection or map in the place of a foreign one. */
    private static final class Substitute extends StdSerializer<Object> implements ContextualSerializer {

        private final transient JsonTypes types;

        /** Writes a value whose type is declared and therefore not named. */
        private final JsonSerializer<Object> declared;

        Substitute(JsonTypes types, JsonSerializer<Object> declared) {
            super(Object.class);
            this.types = types;
            this.declared = declared;
        }

        @Override
        public JsonSerializer<?> createContextual(SerializerProvider context, @Nullable BeanProperty property)
                throws JsonMappingException {
            return new Substitute(types, contextual(declared, context, property));
        }

        @SuppressWarnings("unchecked")
        private static JsonSerializer<Object> contextual(
                JsonSerializer<Object> serializer, SerializerProvider context, @Nullable BeanProperty property)
                throws JsonMappingException {
            return (JsonSerializer<Object>) context.handleSecondaryContextualization(serializer, property);
        }

        @Override
        public boolean isEmpty(SerializerProvider context, Object value) {
            return declared.isEmpty(context, value);
        }

        @Override
        public void serialize(Object value, JsonGenerator json, SerializerProvider context) throws IOException {
            declared.serialize(value, json, context);
        }

        @Override
        public void serializeWithType(
                Object value, JsonGenerator json, SerializerProvider context, TypeSerializer typed) throws IOException {
            if (typed.getTypeIdResolver() instanceof Jackson2JsonCodec.Names names) {
                Object written = types.written(value, names.declared());
                context.findContentValueSerializer(names.typeOf(context, written), null)
                        .serializeWithType(written, json, context, typed);
            } else {
                Object written = types.written(value, Object.class);
                context.findContentValueSerializer(written.getClass(), null)
                        .serializeWithType(written, json, context, typed);
            }
        }
    }

    /** Locales by language tag, as Jackson 3 has them. */
    private static final class Locales extends ToStringSerializerBase {

        Locales() {
            super(Locale.class);
        }

        @Override
        public String valueToString(Object value) {
            return JsonCodec.tagOf((Locale) value);
        }
    }

    private static final class LocalesOfTags extends FromStringDeserializer<Locale> {

        LocalesOfTags() {
            super(Locale.class);
        }

        @Override
        protected Locale _deserialize(String value, DeserializationContext context) {
            return Locale.forLanguageTag(value);
        }

        @Override
        protected Object _deserializeFromEmptyStringDefault(DeserializationContext context) {
            return Locale.ROOT;
        }
    }

    /** Keys by language tag, as values are. */
    private static final class LocaleKeys extends StdSerializer<Locale> {

        LocaleKeys() {
            super(Locale.class);
        }

        @Override
        public void serialize(Locale key, JsonGenerator json, SerializerProvider context) throws IOException {
            json.writeFieldName(JsonCodec.tagOf(key));
        }
    }

    private static final class LocaleTags extends KeyDeserializer {

        @Override
        public Object deserializeKey(String key, DeserializationContext context) {
            return JsonCodec.localeOf(key);
        }
    }

    /** Takes note of how instances can be made. */
    private final class Instantiators implements ValueInstantiators {

        @Override
        public ValueInstantiator findValueInstantiator(
                DeserializationConfig config, BeanDescription description, ValueInstantiator found) {
            boolean ofObjects = found.canCreateUsingDefault()
                    || found.canCreateFromObjectWith()
                    || found.canCreateUsingDelegate()
                    || found.canCreateUsingArrayDelegate();
            classes.found(description.getBeanClass(), ofObjects, found.canInstantiate());
            return found;
        }
    }

    /** Puts something else in the place of what writes values that could not be read again. */
    private final class Replacements extends BeanSerializerModifier {

        @Override
        @SuppressWarnings("unchecked")
        public JsonSerializer<?> modifySerializer(
                SerializationConfig config, BeanDescription description, JsonSerializer<?> serializer) {
            Class<?> type = description.getBeanClass();
            if (types.isProxy(type)) {
                return new Substitute(types, (JsonSerializer<Object>) serializer);
            }
            boolean asObject = description.findJsonValueAccessor() == null;
            String reason = classes.reasonAgainst(type, asObject);
            if (reason == null) {
                AnnotatedClass annotated = description.getClassInfo();
                reason = hiddenState.reasonAgainst(type, annotated::getAnnotation, parts(annotated));
            }
            return reason == null ? serializer : new Refusal(reason);
        }

        private static List<HiddenState.Part> parts(AnnotatedClass type) {
            List<HiddenState.Part> parts = new ArrayList<>();
            type.fields().forEach(field -> parts.add(new HiddenState.Part(field.getAnnotated(), field::getAnnotation)));
            type.memberMethods()
                    .forEach(method -> parts.add(new HiddenState.Part(method.getAnnotated(), method::getAnnotation)));
            return parts;
        }

        @Override
        public JsonSerializer<?> modifyCollectionSerializer(
                SerializationConfig config,
                CollectionType type,
                BeanDescription description,
                JsonSerializer<?> serializer) {
            return ofContainer(type.getRawClass(), serializer);
        }

        @Override
        public JsonSerializer<?> modifyMapSerializer(
                SerializationConfig config, MapType type, BeanDescription description, JsonSerializer<?> serializer) {
            return ofContainer(type.getRawClass(), serializer);
        }

        @SuppressWarnings("unchecked")
        private JsonSerializer<?> ofContainer(Class<?> type, JsonSerializer<?> serializer) {
            if (!types.isForeign(type, classes::isReadable)) {
                return serializer;
            }
            String reason = classes.reasonAgainst(type, true);
            return new Substitute(types, reason == null ? (JsonSerializer<Object>) serializer : new Refusal(reason));
        }
    }

    private static final class Refusal extends StdSerializer<Object> {

        private final String reason;

        Refusal(String reason) {
            super(Object.class);
            this.reason = reason;
        }

        @Override
        public void serialize(Object value, JsonGenerator json, SerializerProvider context) throws IOException {
            throw new JsonCodec.Refused(reason);
        }

        @Override
        public void serializeWithType(
                Object value, JsonGenerator json, SerializerProvider context, TypeSerializer typed) throws IOException {
            // Says so if the type is not allowed either.
            typed.writeTypePrefix(json, typed.typeId(value, JsonToken.VALUE_STRING));
            throw new JsonCodec.Refused(reason);
        }
    }
}
