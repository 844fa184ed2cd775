package orrery.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Entity;
import jakarta.persistence.Query;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SnippetTransformTest {

  @Entity
  static class Plain {}

  @Entity(name = "Given")
  static class Named {}

  /** Code as cells have it: every shape of jump, and the calls that are woven. */
  static class Code {
    static final StringBuilder ran = new StringBuilder();

    static int loops(int n) {
      int sum = 0;
      for (int i = 0; i < n; i++) {
        do {
          sum += i % 2 == 0 ? 1 : 2;
        } while (sum < 0);
        switch (i) {
          case 1:
            continue;
          default:
            sum = new StringBuilder().append(sum).length() > 3 ? 0 : sum;
        }
      }
      try {
        ran.append(sum);
      } finally {
        sum++;
      }
      return sum;
    }

    /** Objects that are not made yet while a line branches. */
    static String makes(boolean first) {
      return new StringBuilder(first ? "a" : "b").append(new String(first ? "c" : "d")).toString();
    }

    static void endless() {
      while (true) {
        ran.setLength(0);
      }
    }

    static void exit() {
      System.exit(4);
    }

    static Object query(SelectionQuery<String> query, Query other) {
      query.getResultList();
      other.executeUpdate();
      return query.setMaxResults(1).getSingleResultOrNull();
    }

    static Connection connect(String url) throws SQLException {
      return DriverManager.getConnection(url);
    }
  }

  @AfterEach
  void lower() {
    StopFlag.lower();
  }

  @Test
  void namesEntities() throws ReflectiveOperationException, IOException {
    assertThat(load(Plain.class).getAnnotation(Entity.class).name()).isEqualTo("Plain");
    assertThat(load(Named.class).getAnnotation(Entity.class).name()).isEqualTo("Given");
  }

  @Test
  void leavesCodeAsItWas() throws ReflectiveOperationException, IOException {
    var loops = load(Code.class).getDeclaredMethod("loops", int.class);
    loops.setAccessible(true);

    assertThat(loops.invoke(null, 7)).isEqualTo(Code.loops(7));
  }

  @Test
  void tellsOfEachLineWhateverStandsThere() throws ReflectiveOperationException, IOException {
    var makes = load(Code.class).getDeclaredMethod("makes", boolean.class);
    makes.setAccessible(true);

    assertThat(makes.invoke(null, true)).isEqualTo("ac");
    assertThat(makes.invoke(null, false)).isEqualTo("bd");
    assertThat(allCalls(transformed(Code.class), "makes")).contains("Steps.passing");
  }

  @Test
  void tellsOfNoLineWhereTheMethodHasNoRoom() {
    int lines = 16_000;
    ClassWriter huge = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    huge.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "Huge", null, "java/lang/Object", null);
    MethodVisitor method = huge.visitMethod(Opcodes.ACC_STATIC, "huge", "()V", null, null);
    for (int line = 1; line <= lines; line++) {
      Label label = new Label();
      method.visitLabel(label);
      method.visitLineNumber(line, label);
      method.visitInsn(Opcodes.ICONST_0);
      method.visitInsn(Opcodes.POP);
    }
    method.visitInsn(Opcodes.RETURN);
    method.visitMaxs(0, 0);
    huge.visitEnd();

    assertThat(allCalls(SnippetTransform.apply(huge.toByteArray()), "huge"))
        .containsExactly("StopFlag.check");
  }

  @Test
  void stopsAtEntryAndInLoops() throws ReflectiveOperationException, IOException {
    Class<?> code = load(Code.class);
    StopFlag.raise(StopFlag.Reason.INTERRUPT);
    assertThatThrownBy(() -> call(code, "endless")).isInstanceOf(StopFlag.Stopped.class);

    assertThat(calls("loops")).filteredOn(name -> name.equals("StopFlag.check")).hasSize(3);
    assertThat(calls("endless")).filteredOn(name -> name.equals("StopFlag.check")).hasSize(2);
    assertThat(calls("<init>")).doesNotContain("StopFlag.check");
  }

  @Test
  void turnsExitIntoAnError() throws ReflectiveOperationException, IOException {
    Class<?> code = load(Code.class);

    assertThatThrownBy(() -> call(code, "exit"))
        .isInstanceOf(ExitCall.class)
        .hasMessageContaining("status 4");
  }

  @Test
  void announcesQueriesAndConnections() throws IOException {
    assertThat(calls("query"))
        .containsExactly(
            "StopFlag.check",
            "Trace.querying",
            "SelectionQuery.getResultList",
            "Trace.queried",
            "Trace.querying",
            "Query.executeUpdate",
            "Trace.queried",
            "SelectionQuery.setMaxResults",
            "Trace.querying",
            "SelectionQuery.getSingleResultOrNull",
            "Trace.queried");
    assertThat(calls("connect"))
        .containsExactly("StopFlag.check", "DriverManager.getConnection", "Trace.traced");
  }

  /** What a method calls after the transform, by simple names; lines are not among it. */
  private static List<String> calls(String method) throws IOException {
    return allCalls(transformed(Code.class), method).stream()
        .filter(call -> !call.equals("Steps.passing"))
        .toList();
  }

  private static List<String> allCalls(byte[] classFile, String method) {
    List<String> calls = new ArrayList<>();
    new ClassReader(classFile)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public @Nullable MethodVisitor visitMethod(
                  int access, String name, String descriptor, String signature, String[] thrown) {
                return name.equals(method) ? new Calls(calls) : null;
              }
            },
            0);
    return calls;
  }

  private static final class Calls extends MethodVisitor {
    private final List<String> calls;

    Calls(List<String> calls) {
      super(Opcodes.ASM9);
      this.calls = calls;
    }

    @Override
    public void visitMethodInsn(int code, String owner, String name, String type, boolean itf) {
      calls.add(owner.substring(owner.lastIndexOf('/') + 1) + "." + name);
    }
  }

  private static void call(Class<?> code, String method) throws Throwable {
    var found = code.getDeclaredMethod(method);
    found.setAccessible(true);
    try {
      found.invoke(null);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** A loader of its own, so that the transformed class is verified and initialised. */
  private static Class<?> load(Class<?> type) throws ReflectiveOperationException, IOException {
    byte[] classFile = transformed(type);
    ClassLoader loader =
        new ClassLoader(type.getClassLoader()) {
          @Override
          protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            return name.equals(type.getName())
                ? defineClass(name, classFile, 0, classFile.length)
                : super.loadClass(name, resolve);
          }
        };
    return Class.forName(type.getName(), true, loader);
  }

  private static byte[] transformed(Class<?> type) throws IOException {
    String file = type.getName().substring(type.getPackageName().length() + 1) + ".class";
    try (InputStream in = type.getResourceAsStream(file)) {
      return SnippetTransform.apply(Objects.requireNonNull(in).readAllBytes());
    }
  }
}
