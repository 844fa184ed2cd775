package orrery.kernel.model;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A field or getter of a class, with its annotations. Reading it runs none of the class's code.
 *
 * @param name of the attribute it would be
 */
record Member(String name, Type type, AnnotatedElement element) {

  /** Of a class and those it extends, nearest first. */
  static List<Member> of(Class<?> type) {
    List<Member> members = new ArrayList<>();
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        members.add(new Member(field.getName(), field.getGenericType(), field));
      }
      for (Method method : c.getDeclaredMethods()) {
        String name = property(method);
        if (name != null) {
          members.add(new Member(name, method.getGenericReturnType(), method));
        }
      }
    }
    return members;
  }

  private static @Nullable String property(Method method) {
    String name = method.getName();
    int prefix = name.startsWith("get") ? 3 : name.startsWith("is") ? 2 : 0;
    return prefix == 0 || name.length() == prefix || method.getParameterCount() > 0
        ? null
        : Character.toLowerCase(name.charAt(prefix)) + name.substring(prefix + 1);
  }

  boolean isId() {
    return element.isAnnotationPresent(Id.class) || element.isAnnotationPresent(EmbeddedId.class);
  }

  boolean isAssociation() {
    return Stream.of(ManyToOne.class, OneToMany.class, OneToOne.class, ManyToMany.class)
        .anyMatch(element::isAnnotationPresent);
  }

  boolean isIdField() {
    return isId() && element instanceof Field;
  }

  /** What a field refers to, at most with a word about its column; null if it says more. */
  @Nullable Class<?> bareTarget() {
    boolean bare =
        element instanceof Field field
            && (field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0
            && Arrays.stream(field.getAnnotations())
                .allMatch(one -> one instanceof Column || one instanceof JoinColumn);
    return !bare ? null : type instanceof Class<?> declared ? declared : lastArgument();
  }

  /** The class at the association's other end; null if only Hibernate can tell. */
  @Nullable Class<?> target() {
    Class<?> named =
        this.<ManyToOne, Class<?>>of(ManyToOne.class, ManyToOne::targetEntity)
            .or(() -> of(OneToMany.class, OneToMany::targetEntity))
            .or(() -> of(OneToOne.class, OneToOne::targetEntity))
            .or(() -> of(ManyToMany.class, ManyToMany::targetEntity))
            .orElse(void.class);
    return named == void.class ? declaredTarget() : named;
  }

  private @Nullable Class<?> declaredTarget() {
    if (type instanceof ParameterizedType) {
      return lastArgument();
    }
    boolean single =
        element.isAnnotationPresent(ManyToOne.class) || element.isAnnotationPresent(OneToOne.class);
    return single && type instanceof Class<?> declared ? declared : null;
  }

  private @Nullable Class<?> lastArgument() {
    if (!(type instanceof ParameterizedType generic)) {
      return null;
    }
    Type[] arguments = generic.getActualTypeArguments();
    return arguments[arguments.length - 1] instanceof Class<?> last ? last : null;
  }

  /** The attribute on the other side that has the column; empty if there is none. */
  String mappedBy() {
    return of(OneToMany.class, OneToMany::mappedBy)
        .or(() -> of(OneToOne.class, OneToOne::mappedBy))
        .or(() -> of(ManyToMany.class, ManyToMany::mappedBy))
        .orElse("");
  }

  private <A extends Annotation, T> Optional<T> of(
      Class<A> annotation, Function<A, ? extends T> value) {
    return Optional.ofNullable(element.getAnnotation(annotation)).map(value);
  }

  /** {@code List<Book>}: a type as one writes it. */
  static String written(Type type) {
    if (type instanceof Class<?> named) {
      return named.getSimpleName();
    }
    if (type instanceof ParameterizedType generic) {
      return written(generic.getRawType())
          + Arrays.stream(generic.getActualTypeArguments())
              .map(Member::written)
              .collect(Collectors.joining(", ", "<", ">"));
    }
    return "Object";
  }
}
