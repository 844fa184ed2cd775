package orrery.kernel.shell;

import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodTooLargeException;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;
import orrery.kernel.trace.Inspection;

/**
 * What is changed in the class files of cells before they are loaded: an entity without a name gets
 * the name it has in the source, and the calls in its methods are woven by {@link CallWeaver}.
 */
final class SnippetTransform extends ClassVisitor {

  private static final String ENTITY = "Ljakarta/persistence/Entity;";

  private final boolean lines;
  private String className = "";

  /**
   * @param lines whether lines are told before they run
   */
  private SnippetTransform(ClassVisitor next, boolean lines) {
    super(Opcodes.ASM9, next);
    this.lines = lines;
  }

  /** Calls alone are inserted, so the stack map frames of {@code classFile} stay true. */
  static byte[] apply(byte[] classFile) {
    try {
      return apply(classFile, Inspection.on());
    } catch (MethodTooLargeException e) {
      // A method that just fits the class file format has no room for calls at each line.
      return apply(classFile, false);
    }
  }

  private static byte[] apply(byte[] classFile, boolean lines) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    reader.accept(new SnippetTransform(writer, lines), 0);
    return writer.toByteArray();
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    className = name;
    super.visit(version, access, name, signature, superName, interfaces);
  }

  @Override
  public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
    AnnotationVisitor next = super.visitAnnotation(descriptor, visible);
    return descriptor.equals(ENTITY) ? new EntityName(next) : next;
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
    MethodVisitor woven = new CallWeaver(next, name.equals("<init>"));
    return lines ? new LineWeaver(woven, className.replace('/', '.')) : woven;
  }

  /** Else Hibernate would call the table of {@code Author} {@code "$JShell$5$Author"}. */
  private final class EntityName extends AnnotationVisitor {
    private boolean named;

    EntityName(AnnotationVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visit(String attribute, Object value) {
      named |= attribute.equals("name");
      super.visit(attribute, value);
    }

    @Override
    public void visitEnd() {
      if (!named) {
        super.visit("name", className.substring(className.lastIndexOf('$') + 1));
      }
      super.visitEnd();
    }
  }
}
