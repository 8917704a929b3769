package io.github.ms100.cacheasmulti.support.redis;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.deser.std.ReferenceTypeDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.ser.Serializers;
import com.fasterxml.jackson.databind.ser.std.ReferenceTypeSerializer;
import com.fasterxml.jackson.databind.type.ReferenceType;
import com.fasterxml.jackson.databind.type.TypeBindings;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.type.TypeModifier;
import com.fasterxml.jackson.databind.util.NameTransformer;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** {@code Optional} and {@code AtomicReference}, which Jackson writes as what they hold; as in {@link Jackson3References}. */
@SuppressWarnings("serial")
final class Jackson2References {

    private Jackson2References() {}

    static void addTo(Module.SetupContext context) {
        context.addTypeModifier(new ReferenceTypes());
        context.addDeserializers(new Reading());
        context.addSerializers(new Writing());
    }

    private static final class ReferenceTypes extends TypeModifier {

        @Override
        public JavaType modifyType(JavaType type, Type source, TypeBindings bindings, TypeFactory factory) {
            return type.hasRawClass(Optional.class) && !type.isReferenceType()
                    ? ReferenceType.upgradeFrom(type, type.containedTypeOrUnknown(0))
                    : type;
        }
    }

    private static final class Reading extends Deserializers.Base {

        @Override
        public @Nullable JsonDeserializer<?> findReferenceDeserializer(
                ReferenceType type,
                DeserializationConfig config,
                BeanDescription description,
                @Nullable TypeDeserializer contentTyped,
                @Nullable JsonDeserializer<?> content) {
            return type.hasRawClass(Optional.class) ? new OptionalOf(type, contentTyped, content) : null;
        }
    }

    private static final class OptionalOf extends ReferenceTypeDeserializer<Optional<?>> {

        OptionalOf(JavaType type, @Nullable TypeDeserializer contentTyped, @Nullable JsonDeserializer<?> content) {
            super(type, null, contentTyped, content);
        }

        @Override
        protected OptionalOf withResolved(
                @Nullable TypeDeserializer contentTyped, @Nullable JsonDeserializer<?> content) {
            return new OptionalOf(_fullType, contentTyped, content);
        }

        @Override
        public Optional<?> getNullValue(DeserializationContext context) throws JsonMappingException {
            return Optional.ofNullable(_valueDeserializer.getNullValue(context));
        }

        @Override
        public Optional<?> referenceValue(@Nullable Object content) {
            return Optional.ofNullable(content);
        }

        @Override
        public Optional<?> updateReference(Optional<?> reference, @Nullable Object content) {
            return Optional.ofNullable(content);
        }

        @Override
        public @Nullable Object getReferenced(Optional<?> reference) {
            return reference.orElse(null);
        }
    }

    private static final class Writing extends Serializers.Base {

        @Override
        public @Nullable JsonSerializer<?> findReferenceSerializer(
                SerializationConfig config,
                ReferenceType type,
                BeanDescription description,
                @Nullable TypeSerializer contentTyped,
                @Nullable JsonSerializer<Object> content) {
            boolean known = type.hasRawClass(Optional.class) || type.hasRawClass(AtomicReference.class);
            return known ? new Reference(type, contentTyped, content) : null;
        }
    }

    /** Writes what is in an {@code Optional}, and, where none is declared, that it is one. */
    private static final class Reference extends ReferenceTypeSerializer<Object> {

        Reference(ReferenceType type, @Nullable TypeSerializer contentTyped, @Nullable JsonSerializer<Object> content) {
            super(type, true, contentTyped, content);
        }

        private Reference(
                Reference base,
                @Nullable BeanProperty property,
                @Nullable TypeSerializer contentTyped,
                @Nullable JsonSerializer<?> content,
                @Nullable NameTransformer unwrapper) {
            super(base, property, contentTyped, content, unwrapper, base._suppressableValue, base._suppressNulls);
        }

        private Reference(Reference base, @Nullable Object suppressed, boolean suppressNulls) {
            super(
                    base,
                    base._property,
                    base._valueTypeSerializer,
                    base._valueSerializer,
                    base._unwrapper,
                    suppressed,
                    suppressNulls);
        }

        @Override
        public void serializeWithType(
                Object reference, JsonGenerator json, SerializerProvider context, TypeSerializer typed)
                throws IOException {
            Object content = _getReferenced(reference);
            if (typed.getTypeIdResolver() instanceof Jackson2JsonCodec.Names names && !names.knowsReferences()) {
                writeNamed(reference, json, context, typed);
            } else if (content != null && JsonTypes.isReference(content) && !_referredType.isReferenceType()) {
                writeNamed(content, json, context, typed);
            } else {
                super.serializeWithType(reference, json, context, typed);
            }
        }

        private static void writeNamed(
                Object reference, JsonGenerator json, SerializerProvider context, TypeSerializer typed)
                throws IOException {
            var id = typed.writeTypePrefix(json, typed.typeId(reference, JsonToken.VALUE_STRING));
            context.findContentValueSerializer(reference.getClass(), null).serialize(reference, json, context);
            typed.writeTypeSuffix(json, id);
        }

        @Override
        protected ReferenceTypeSerializer<Object> withResolved(
                @Nullable BeanProperty property,
                @Nullable TypeSerializer contentTyped,
                @Nullable JsonSerializer<?> content,
                @Nullable NameTransformer unwrapper) {
            return new Reference(this, property, contentTyped, content, unwrapper);
        }

        @Override
        public ReferenceTypeSerializer<Object> withContentInclusion(
                @Nullable Object suppressed, boolean suppressNulls) {
            return new Reference(this, suppressed, suppressNulls);
        }

        @Override
        protected boolean _isValuePresent(Object reference) {
            return _getReferenced(reference) != null;
        }

        @Override
        protected @Nullable Object _getReferenced(Object reference) {
            return JsonTypes.referenced(reference);
        }

        @Override
        protected @Nullable Object _getReferencedIfPresent(Object reference) {
            return _getReferenced(reference);
        }
    }
}
