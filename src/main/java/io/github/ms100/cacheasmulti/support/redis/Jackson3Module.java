package io.github.ms100.cacheasmulti.support.redis;

import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.ValueInstantiators;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.ValueSerializerModifier;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.ser.std.ToStringSerializer;
import tools.jackson.databind.type.CollectionType;
import tools.jackson.databind.type.MapType;

/** What is written in another way than Jackson 3 would; the counterpart of {@link Jackson2Module}. */
@SuppressWarnings("serial")
final class Jackson3Module extends SimpleModule {

    private final transient JsonTypes types;

    private final transient ReadableClasses classes;

    private final transient HiddenState hiddenState;

    Jackson3Module(JsonTypes types, ReadableClasses classes, HiddenState hiddenState) {
        super("cache-as-multi");
        this.types = types;
        this.classes = classes;
        this.hiddenState = hiddenState;
        addSerializer(Month.class, ToStringSerializer.instance);
        addKeySerializer(Locale.class, new LocaleKeys());
        addKeyDeserializer(Locale.class, new LocaleTags());
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.addSerializers(new Jackson3References());
        context.addSerializerModifier(new Replacements());
        context.addValueInstantiators(new Instantiators());
    }

    /** Writes what stands behind a proxy, or the usual collection or map in the place of a foreign one. */
    private static final class Substitute extends StdSerializer<Object> {

        private final transient JsonTypes types;

        /** Writes a value whose type is declared and therefore not named. */
        private final ValueSerializer<Object> declared;

        Substitute(JsonTypes types, ValueSerializer<Object> declared) {
            super(Object.class);
            this.types = types;
            this.declared = declared;
        }

        @Override
        public ValueSerializer<?> createContextual(SerializationContext context, @Nullable BeanProperty property) {
            return new Substitute(types, context.handleSecondaryContextualization(declared, property));
        }

        @Override
        public boolean isEmpty(SerializationContext context, Object value) {
            return declared.isEmpty(context, value);
        }

        @Override
        public void serialize(Object value, JsonGenerator json, SerializationContext context) {
            declared.serialize(value, json, context);
        }

        @Override
        public void serializeWithType(
                Object value, JsonGenerator json, SerializationContext context, TypeSerializer typed) {
            if (typed.getTypeIdResolver() instanceof Jackson3JsonCodec.Names names) {
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

    /** Keys by language tag, as values are. */
    private static final class LocaleKeys extends StdSerializer<Locale> {

        LocaleKeys() {
            super(Locale.class);
        }

        @Override
        public void serialize(Locale key, JsonGenerator json, SerializationContext context) {
            json.writeName(JsonCodec.tagOf(key));
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
        public @Nullable ValueInstantiator findValueInstantiator(
                DeserializationConfig config, BeanDescription.Supplier description) {
            return null;
        }

        @Override
        public ValueInstantiator modifyValueInstantiator(
                DeserializationConfig config, BeanDescription.Supplier description, ValueInstantiator found) {
            boolean ofObjects = found.canCreateUsingDefault()
                    || found.canCreateFromObjectWith()
                    || found.canCreateUsingDelegate()
                    || found.canCreateUsingArrayDelegate();
            classes.found(description.getBeanClass(), ofObjects, found.canInstantiate());
            return found;
        }
    }

    /** Puts something else in the place of what writes values that could not be read again. */
    private final class Replacements extends ValueSerializerModifier {

        @Override
        @SuppressWarnings("unchecked")
        public ValueSerializer<?> modifySerializer(
                SerializationConfig config, BeanDescription.Supplier description, ValueSerializer<?> serializer) {
            Class<?> type = description.getBeanClass();
            if (types.isProxy(type)) {
                return new Substitute(types, (ValueSerializer<Object>) serializer);
            }
            boolean asObject = description.get().findJsonValueAccessor() == null;
            String reason = classes.reasonAgainst(type, asObject);
            if (reason == null) {
                AnnotatedClass annotated = description.get().getClassInfo();
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
        public ValueSerializer<?> modifyCollectionSerializer(
                SerializationConfig config,
                CollectionType type,
                BeanDescription.Supplier description,
                ValueSerializer<?> serializer) {
            return ofContainer(type.getRawClass(), serializer);
        }

        @Override
        public ValueSerializer<?> modifyMapSerializer(
                SerializationConfig config,
                MapType type,
                BeanDescription.Supplier description,
                ValueSerializer<?> serializer) {
            return ofContainer(type.getRawClass(), serializer);
        }

        @SuppressWarnings("unchecked")
        private ValueSerializer<?> ofContainer(Class<?> type, ValueSerializer<?> serializer) {
            if (!types.isForeign(type, classes::isReadable)) {
                return serializer;
            }
            String reason = classes.reasonAgainst(type, true);
            return new Substitute(types, reason == null ? (ValueSerializer<Object>) serializer : new Refusal(reason));
        }
    }

    private static final class Refusal extends StdSerializer<Object> {

        private final String reason;

        Refusal(String reason) {
            super(Object.class);
            this.reason = reason;
        }

        @Override
        public void serialize(Object value, JsonGenerator json, SerializationContext context) {
            throw new JsonCodec.Refused(reason);
        }

        @Override
        public void serializeWithType(
                Object value, JsonGenerator json, SerializationContext context, TypeSerializer typed) {
            // Says so if the type is not allowed either.
            typed.writeTypePrefix(json, context, typed.typeId(value, JsonToken.VALUE_STRING));
            throw new JsonCodec.Refused(reason);
        }
    }
}
