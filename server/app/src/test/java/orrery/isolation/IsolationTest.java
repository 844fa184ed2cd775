package orrery.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of the isolation can be told without running it; HostileIT runs it. */
class IsolationTest {

  private static final ResourceLimits LIMITS = ResourceLimits.forHeap("96m");
  private static final int IF_EQUAL = 0x15;
  private static final int RETURN = 0x06;
  private static final int EPERM = 0x00050001;
  private static final int EAFNOSUPPORT = 0x00050061;
  private static final int KILL = 0x80000000;
  private static final int ALLOW = 0x7fff0000;
  private static final int X86_64 = 0xc000003e;
  private static final int AARCH64 = 0xc00000b7;

  @TempDir Path folder;

  private SelfTest selfTest(List<String> probe) {
    return new SelfTest(folder, Path.of(System.getProperty("java.home")), probe, List.of(), LIMITS);
  }

  @Test
  void limitsLeaveRoomBesideTheHeap() {
    assertThat(LIMITS.dataBytes()).isEqualTo(480L << 20);
    assertThat(ResourceLimits.forHeap("1G").dataBytes()).isEqualTo(1408L << 20);
    assertThat(ResourceLimits.forHeap("1048576").dataBytes()).isEqualTo(385L << 20);
    assertThatThrownBy(() -> ResourceLimits.forHeap("much"))
        .hasMessage("ORRERY_KERNEL_MEMORY is much; it must be a size as -Xmx takes it, like 96m");
    assertThatThrownBy(() -> ResourceLimits.forHeap("")).isInstanceOf(RuntimeException.class);
  }

  @Test
  void aProbeThatFailsMeansNoSandbox() {
    Isolation isolation = selfTest(List.of("/nonexistent")).choose(SelfTest.Wanted.AUTO);

    assertThat(isolation.isSandbox()).isFalse();
    assertThat(isolation.inWords()).contains("without a sandbox");
    assertThatThrownBy(() -> selfTest(List.of("/nonexistent")).choose(SelfTest.Wanted.REQUIRED))
        .isInstanceOf(NoSandbox.class);
  }

  @Test
  void turnedOffItIsNotTried() {
    Isolation isolation = selfTest(List.of()).choose(SelfTest.Wanted.OFF);

    assertThat(isolation.inWords())
        .isEqualTo(
            "Cells run without a sandbox: they can read your files and use your network. (It is"
                + " turned off.)");
    assertThat(isolation.within(folder)).isEqualTo(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
  void withoutASandboxOnlyTheLoopbackAddressIsServed(String address) {
    Isolation open = selfTest(List.of()).choose(SelfTest.Wanted.OFF);

    assertThatThrownBy(() -> UnsafeAddress.refuse(address, open, false))
        .hasMessageStartingWith("whoever reaches " + address + " could run programs as you")
        .hasMessageContaining("ORRERY_UNSANDBOXED_NETWORK=true");
    UnsafeAddress.refuse(address, open, true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "::1"})
  void theLoopbackAddressNeedsNoSandbox(String address) {
    UnsafeAddress.refuse(address, selfTest(List.of()).choose(SelfTest.Wanted.OFF), false);
  }

  /** The filter, run as the kernel would: what becomes of a system call. */
  private static int verdict(Seccomp.Machine machine, int audit, int call, int argument) {
    ByteBuffer program = ByteBuffer.wrap(Seccomp.filter(machine)).order(ByteOrder.LITTLE_ENDIAN);
    int loaded = 0;
    for (int at = 0; ; at++) {
      int code = program.getShort(8 * at);
      int value = program.getInt(8 * at + 4);
      if (code == RETURN) {
        return value;
      }
      if (code == 0x20) {
        loaded = value == 0 ? call : value == 4 ? audit : argument;
      } else {
        boolean holds =
            code == IF_EQUAL
                ? loaded == value
                : code == 0x45
                    ? (loaded & value) != 0
                    : Integer.compareUnsigned(loaded, value) >= 0;
        at += program.get(8 * at + (holds ? 2 : 3)) & 0xff;
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Seccomp.Machine.class)
  void theFilterForbidsSocketsProcessesAndForeignMachines(Seccomp.Machine machine) {
    boolean x86 = machine == Seccomp.Machine.X86_64;
    int audit = x86 ? X86_64 : AARCH64;
    int clone = x86 ? 56 : 220;

    assertThat(verdict(machine, audit, x86 ? 41 : 198, 40)).isEqualTo(EAFNOSUPPORT);
    assertThat(verdict(machine, audit, x86 ? 101 : 117, 0)).isEqualTo(EPERM);
    assertThat(verdict(machine, audit, clone, 17)).as("fork").isEqualTo(EPERM);
    assertThat(verdict(machine, audit, clone, 0x3d0f00)).as("a thread").isEqualTo(ALLOW);
    assertThat(verdict(machine, audit, clone, 0x10010000)).as("CLONE_NEWUSER").isEqualTo(EPERM);
    assertThat(verdict(machine, audit, 435, 0)).as("clone3").isEqualTo(0x00050026);
    assertThat(verdict(machine, audit, x86 ? 0 : 63, 0)).as("read").isEqualTo(ALLOW);
    assertThat(verdict(machine, x86 ? AARCH64 : X86_64, 0, 0)).isEqualTo(KILL);
  }

  @Test
  void theFilterForbidsTheX32Calls() {
    assertThat(verdict(Seccomp.Machine.X86_64, X86_64, 0x40000000, 0)).isEqualTo(EPERM);
  }
}
