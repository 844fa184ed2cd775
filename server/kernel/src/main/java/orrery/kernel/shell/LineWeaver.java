package orrery.kernel.shell;

import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import orrery.kernel.inspect.Steps;

/**
 * Weaves into a method of a cell what tells {@link Steps} that a line is about to run.
 *
 * <p>The call goes before the line's first instruction, but after the stack map frame that may
 * stand there. Before a {@code NEW} it goes after it: later frames name an object that is not
 * initialised yet by the place of its {@code NEW}, which is the line's own.
 */
final class LineWeaver extends MethodVisitor {

  private static final String STEPS = Type.getInternalName(Steps.class);

  private final String className;
  private int line;

  /**
   * @param className of the method, with dots
   */
  LineWeaver(MethodVisitor next, String className) {
    super(Opcodes.ASM9, next);
    this.className = className;
  }

  @Override
  public void visitLineNumber(int line, Label start) {
    super.visitLineNumber(line, start);
    this.line = line;
  }

  private void weave() {
    if (line > 0) {
      int site = Steps.site(className, line);
      line = 0;
      super.visitLdcInsn(site);
      super.visitMethodInsn(Opcodes.INVOKESTATIC, STEPS, "passing", "(I)V", false);
    }
  }

  @Override
  public void visitInsn(int opcode) {
    weave();
    super.visitInsn(opcode);
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    weave();
    super.visitIntInsn(opcode, operand);
  }

  @Override
  public void visitVarInsn(int opcode, int variable) {
    weave();
    super.visitVarInsn(opcode, variable);
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    if (opcode != Opcodes.NEW) {
      weave();
    }
    super.visitTypeInsn(opcode, type);
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    weave();
    super.visitFieldInsn(opcode, owner, name, descriptor);
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean ofInterface) {
    weave();
    super.visitMethodInsn(opcode, owner, name, descriptor, ofInterface);
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrap, Object... arguments) {
    weave();
    super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
  }

  @Override
  public void visitJumpInsn(int opcode, Label target) {
    weave();
    super.visitJumpInsn(opcode, target);
  }

  @Override
  public void visitLdcInsn(Object value) {
    weave();
    super.visitLdcInsn(value);
  }

  @Override
  public void visitIincInsn(int variable, int increment) {
    weave();
    super.visitIincInsn(variable, increment);
  }

  @Override
  public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
    weave();
    super.visitTableSwitchInsn(min, max, otherwise, labels);
  }

  @Override
  public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
    weave();
    super.visitLookupSwitchInsn(otherwise, keys, labels);
  }

  @Override
  public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
    weave();
    super.visitMultiANewArrayInsn(descriptor, dimensions);
  }
}
