package io.github.ms100.cacheasmulti.support.redis;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.ser.Serializers;
import tools.jackson.databind.ser.std.ReferenceTypeSerializer;
import tools.jackson.databind.type.ReferenceType;
import tools.jackson.databind.util.NameTransformer;

/** {@code Optional} and {@code AtomicReference}, which Jackson writes as what they hold; as in {@link Jackson2References}. */
@SuppressWarnings("serial")
final class Jackson3References implements Serializers {

    @Override
    public @Nullable ValueSerializer<?> findReferenceSerializer(
            SerializationConfig config,
            ReferenceType type,
            BeanDescription.Supplier description,
            JsonFormat.@Nullable Value format,
            @Nullable TypeSerializer contentTyped,
            @Nullable ValueSerializer<Object> content) {
        boolean known = type.hasRawClass(Optional.class) || type.hasRawClass(AtomicReference.class);
        return known ? new Reference(type, contentTyped, content) : null;
    }

    /** Writes what is in an {@code Optional}, and, where none is declared, that it is one. */
    private static final class Reference extends ReferenceTypeSerializer<Object> {

        Reference(
                ReferenceType type, @Nullable TypeSerializer contentTyped, @Nullable ValueSerializer<Object> content) {
            super(type, true, contentTyped, content);
        }

        private Reference(
                Reference base,
                @Nullable BeanProperty property,
                @Nullable TypeSerializer contentTyped,
                @Nullable ValueSerializer<?> content,
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
                Object reference, JsonGenerator json, SerializationContext context, TypeSerializer typed) {
            Object content = _getReferenced(reference);
            if (typed.getTypeIdResolver() instanceof Jackson3JsonCodec.Names names && !names.knowsReferences()) {
                writeNamed(reference, json, context, typed);
            } else if (content != null && JsonTypes.isReference(content) && !_referredType.isReferenceType()) {
                writeNamed(content, json, context, typed);
            } else {
                super.serializeWithType(reference, json, context, typed);
            }
        }

        private static void writeNamed(
                Object reference, JsonGenerator json, SerializationContext context, TypeSerializer typed) {
            var id = typed.writeTypePrefix(json, context, typed.typeId(reference, JsonToken.VALUE_STRING));
            context.findContentValueSerializer(reference.getClass(), null).serialize(reference, json, context);
            typed.writeTypeSuffix(json, context, id);
        }

        @Override
        protected ReferenceTypeSerializer<Object> withResolved(
                @Nullable BeanProperty property,
                @Nullable TypeSerializer contentTyped,
                @Nullable ValueSerializer<?> content,
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
