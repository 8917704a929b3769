package io.github.ms100.cacheasmulti;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.JavaTypeVariable;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Signatures that users see name only types that users may use: public ones outside of internal packages. */
final class ShowOnlyVisibleTypes extends ArchCondition<JavaClass> {

    private final String root;

    ShowOnlyVisibleTypes(String root) {
        super("show only public types outside of internal packages");
        this.root = root;
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        Stream<JavaType> supertypes = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
        Stream<JavaType> bounds = bounds(type.getTypeParameters());
        Stream.concat(supertypes, bounds).forEach(shown -> checkType(type, type.getName(), shown, events));
        type.getMembers().stream().filter(ShowOnlyVisibleTypes::isVisible).forEach(member -> signature(member)
                .forEach(shown -> checkType(type, member.getFullName(), shown, events)));
    }

    private void checkType(JavaClass owner, String where, JavaType shown, ConditionEvents events) {
        shown.getAllInvolvedRawTypes().stream()
                .filter(raw -> raw.getPackageName().startsWith(root))
                .filter(raw -> raw.getPackageName().contains(".internal")
                        || !raw.getModifiers().contains(JavaModifier.PUBLIC))
                .forEach(raw -> events.add(
                        SimpleConditionEvent.violated(owner, "%s shows %s".formatted(where, raw.getName()))));
    }

    private static Stream<JavaType> signature(JavaMember member) {
        if (member instanceof JavaField field) {
            return Stream.of(field.getType());
        }
        JavaCodeUnit code = (JavaCodeUnit) member;
        List<JavaType> thrown = List.copyOf(code.getExceptionTypes());
        return Stream.of(
                        Stream.of(code.getReturnType()),
                        code.getParameterTypes().stream(),
                        thrown.stream(),
                        bounds(code.getTypeParameters()))
                .flatMap(types -> types);
    }

    private static Stream<JavaType> bounds(Collection<? extends JavaTypeVariable<?>> variables) {
        return variables.stream().flatMap(variable -> variable.getBounds().stream());
    }

    private static boolean isVisible(JavaMember member) {
        Set<JavaModifier> modifiers = member.getModifiers();
        return (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED))
                && !modifiers.contains(JavaModifier.SYNTHETIC);
    }
}
