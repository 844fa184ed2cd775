package orrery.kernel.shell;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import orrery.kernel.trace.Trace;

/**
 * Weaves calls of ours into a method of a cell: stop checks, what stands for {@code System.exit},
 * and what tells the trace of connections and queries.
 */
final class CallWeaver extends MethodVisitor {

  private static final String STOP = Type.getInternalName(StopFlag.class);
  private static final String EXIT = Type.getInternalName(ExitCall.class);
  private static final String TRACE = Type.getInternalName(Trace.class);
  private static final String CONNECTION = "Ljava/sql/Connection;";

  private static final Set<String> EXECUTIONS =
      Set.of(
          "list",
          "getResultList",
          "getSingleResult",
          "getSingleResultOrNull",
          "uniqueResult",
          "uniqueResultOptional",
          "getResultStream",
          "stream",
          "scroll",
          "executeUpdate",
          "getResultCount");

  private final boolean constructor;
  private final Set<Label> passed = new HashSet<>();

  CallWeaver(MethodVisitor next, boolean constructor) {
    super(Opcodes.ASM9, next);
    this.constructor = constructor;
  }

  @Override
  public void visitCode() {
    super.visitCode();
    if (!constructor) {
      weave(STOP, "check", "()V");
    }
  }

  @Override
  public void visitLabel(Label label) {
    passed.add(label);
    super.visitLabel(label);
  }

  @Override
  public void visitJumpInsn(int opcode, Label target) {
    if (passed.contains(target)) {
      weave(STOP, "check", "()V");
    }
    super.visitJumpInsn(opcode, target);
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean ofInterface) {
    if (isExit(owner, name)) {
      weave(EXIT, "exit", exitDescriptor(owner));
    } else if (isExecution(owner, name, descriptor)) {
      super.visitInsn(Opcodes.DUP);
      weave(TRACE, "querying", "(Ljava/lang/Object;)V");
      super.visitMethodInsn(opcode, owner, name, descriptor, ofInterface);
      weave(TRACE, "queried", "()V");
    } else {
      super.visitMethodInsn(opcode, owner, name, descriptor, ofInterface);
    }
    if (name.equals("getConnection") && descriptor.endsWith(")" + CONNECTION)) {
      weave(TRACE, "traced", "(" + CONNECTION + ")" + CONNECTION);
    }
  }

  /** {@code System::exit} is a call too. */
  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrap, Object... arguments) {
    Object[] woven = Arrays.stream(arguments).map(CallWeaver::withoutExit).toArray();
    super.visitInvokeDynamicInsn(name, descriptor, bootstrap, woven);
  }

  private static Object withoutExit(Object argument) {
    if (argument instanceof Handle handle && isExit(handle.getOwner(), handle.getName())) {
      return new Handle(
          Opcodes.H_INVOKESTATIC, EXIT, "exit", exitDescriptor(handle.getOwner()), false);
    }
    return argument;
  }

  private static boolean isExit(String owner, String name) {
    return owner.equals("java/lang/System") && name.equals("exit")
        || owner.equals("java/lang/Runtime") && (name.equals("exit") || name.equals("halt"));
  }

  private static String exitDescriptor(String owner) {
    return owner.equals("java/lang/Runtime") ? "(Ljava/lang/Runtime;I)V" : "(I)V";
  }

  private static boolean isExecution(String owner, String name, String descriptor) {
    boolean ofQuery =
        owner.startsWith("org/hibernate/query/")
            || owner.startsWith("jakarta/persistence/") && owner.endsWith("Query");
    return ofQuery && descriptor.startsWith("()") && EXECUTIONS.contains(name);
  }

  private void weave(String owner, String name, String descriptor) {
    super.visitMethodInsn(Opcodes.INVOKESTATIC, owner, name, descriptor, false);
  }
}
