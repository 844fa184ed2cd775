package orrery.isolation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The system calls that a kernel may not make, as the BPF program that {@code bwrap --seccomp}
 * takes: no sockets (network namespaces do not hold AF_VSOCK), no processes but threads, nothing of
 * the kind that escapes are made of. What is not named here is allowed.
 *
 * <p>A program is a list of 8-byte instructions over {@code struct seccomp_data} (Linux, {@code
 * seccomp(2)} and {@code linux/filter.h}): the number of the call at offset 0, the architecture at
 * 4, the low word of the first argument at 16.
 */
final class Seccomp {

  private static final int LOAD = 0x20;
  private static final int IF_EQUAL = 0x15;
  private static final int IF_SET = 0x45;
  private static final int IF_AT_LEAST = 0x35;
  private static final int RETURN = 0x06;

  private static final int NUMBER = 0;
  private static final int ARCHITECTURE = 4;
  private static final int FIRST_ARGUMENT = 16;

  private static final int ALLOW = 0x7fff0000;
  private static final int KILL = 0x80000000;
  private static final int ERROR = 0x00050000;
  private static final int EPERM = ERROR | 1;
  private static final int ENOSYS = ERROR | 38;
  private static final int EAFNOSUPPORT = ERROR | 97;

  private static final int X32 = 0x40000000;
  private static final int CLONE_THREAD = 0x00010000;
  private static final int CLONE_NEW_ANYTHING = 0x7e020000;
  private static final int AF_UNIX = 1;

  /** glibc falls back to clone, whose flags a filter can read. */
  private static final int CLONE3 = 435;

  private static final int NONE = -1;

  /** A system call's number on each architecture; {@link #NONE} where there is no such call. */
  private record Call(String name, int x86, int arm) {
    int on(Machine machine) {
      return machine == Machine.X86_64 ? x86 : arm;
    }
  }

  private static final List<Call> DENIED =
      List.of(
          new Call("fork", 57, NONE),
          new Call("vfork", 58, NONE),
          new Call("ptrace", 101, 117),
          new Call("process_vm_readv", 310, 270),
          new Call("process_vm_writev", 311, 271),
          new Call("kcmp", 312, 272),
          new Call("pidfd_open", 434, 434),
          new Call("pidfd_getfd", 438, 438),
          new Call("mount", 165, 40),
          new Call("umount2", 166, 39),
          new Call("pivot_root", 155, 41),
          new Call("chroot", 161, 51),
          new Call("unshare", 272, 97),
          new Call("setns", 308, 268),
          new Call("open_tree", 428, 428),
          new Call("move_mount", 429, 429),
          new Call("fsopen", 430, 430),
          new Call("fsconfig", 431, 431),
          new Call("fsmount", 432, 432),
          new Call("fspick", 433, 433),
          new Call("mount_setattr", 442, 442),
          new Call("name_to_handle_at", 303, 264),
          new Call("open_by_handle_at", 304, 265),
          new Call("quotactl", 179, 60),
          new Call("quotactl_fd", 443, 443),
          new Call("bpf", 321, 280),
          new Call("perf_event_open", 298, 241),
          new Call("userfaultfd", 323, 282),
          new Call("fanotify_init", 300, 262),
          new Call("landlock_restrict_self", 446, 446),
          new Call("io_uring_setup", 425, 425),
          new Call("io_uring_enter", 426, 426),
          new Call("io_uring_register", 427, 427),
          new Call("add_key", 248, 217),
          new Call("request_key", 249, 218),
          new Call("keyctl", 250, 219),
          new Call("memfd_create", 319, 279),
          new Call("memfd_secret", 447, 447),
          new Call("mbind", 237, 235),
          new Call("set_mempolicy", 238, 237),
          new Call("migrate_pages", 256, 238),
          new Call("move_pages", 279, 239),
          new Call("init_module", 175, 105),
          new Call("finit_module", 313, 273),
          new Call("delete_module", 176, 106),
          new Call("kexec_load", 246, 104),
          new Call("kexec_file_load", 320, 294),
          new Call("reboot", 169, 142),
          new Call("swapon", 167, 224),
          new Call("swapoff", 168, 225),
          new Call("acct", 163, 89),
          new Call("syslog", 103, 116),
          new Call("vhangup", 153, 58),
          new Call("lookup_dcookie", 212, 18),
          new Call("personality", 135, 92),
          new Call("iopl", 172, NONE),
          new Call("ioperm", 173, NONE),
          new Call("modify_ldt", 154, NONE),
          new Call("settimeofday", 164, 170),
          new Call("clock_settime", 227, 112),
          new Call("adjtimex", 159, 171),
          new Call("clock_adjtime", 305, 266));

  private static final Call SOCKET = new Call("socket", 41, 198);
  private static final Call SOCKETPAIR = new Call("socketpair", 53, 199);
  private static final Call CLONE = new Call("clone", 56, 220);

  /** What a filter is written for. */
  enum Machine {
    X86_64(0xc000003e),
    AARCH64(0xc00000b7);

    private final int audit;

    Machine(int audit) {
      this.audit = audit;
    }

    /** This machine; empty if no filter is known for it. */
    static Optional<Machine> here() {
      return switch (System.getProperty("os.arch").toLowerCase(Locale.ROOT)) {
        case "amd64", "x86_64" -> Optional.of(X86_64);
        case "aarch64" -> Optional.of(AARCH64);
        default -> Optional.empty();
      };
    }
  }

  /** Where a jump goes: to a label, or on. */
  private record Instruction(int code, int value, String ifTrue, String ifFalse) {}

  private static final String ON = "";

  private final List<Instruction> program = new ArrayList<>();
  private final Map<String, Integer> labels = new HashMap<>();

  private Seccomp() {}

  /** The program for {@code machine}. */
  static byte[] filter(Machine machine) {
    Seccomp filter = new Seccomp();
    filter.byNumber(machine);
    filter.byArgument();
    filter.ends();
    return filter.bytes();
  }

  private void byNumber(Machine machine) {
    load(ARCHITECTURE);
    jump(IF_EQUAL, machine.audit, ON, "kill");
    load(NUMBER);
    if (machine == Machine.X86_64) {
      jump(IF_AT_LEAST, X32, "eperm", ON);
    }
    for (Call call : DENIED) {
      if (call.on(machine) != NONE) {
        jump(IF_EQUAL, call.on(machine), "eperm", ON);
      }
    }
    jump(IF_EQUAL, CLONE3, "enosys", ON);
    jump(IF_EQUAL, SOCKET.on(machine), "no family", ON);
    jump(IF_EQUAL, SOCKETPAIR.on(machine), "socketpair", ON);
    jump(IF_EQUAL, CLONE.on(machine), "clone", "allow");
  }

  private void byArgument() {
    label("clone");
    load(FIRST_ARGUMENT);
    jump(IF_SET, CLONE_NEW_ANYTHING, "eperm", ON);
    jump(IF_SET, CLONE_THREAD, "allow", "eperm");
    label("socketpair");
    load(FIRST_ARGUMENT);
    jump(IF_EQUAL, AF_UNIX, "allow", "no family");
  }

  private void ends() {
    end("eperm", EPERM);
    end("enosys", ENOSYS);
    end("no family", EAFNOSUPPORT);
    end("kill", KILL);
    end("allow", ALLOW);
  }

  private void load(int offset) {
    program.add(new Instruction(LOAD, offset, ON, ON));
  }

  private void jump(int code, int value, String ifTrue, String ifFalse) {
    program.add(new Instruction(code, value, ifTrue, ifFalse));
  }

  private void label(String name) {
    labels.put(name, program.size());
  }

  private void end(String name, int verdict) {
    label(name);
    program.add(new Instruction(RETURN, verdict, ON, ON));
  }

  private byte[] bytes() {
    ByteBuffer bytes =
        ByteBuffer.allocate(program.size() * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at < program.size(); at++) {
      Instruction instruction = program.get(at);
      bytes
          .putShort((short) instruction.code())
          .put(distance(at, instruction.ifTrue()))
          .put(distance(at, instruction.ifFalse()))
          .putInt(instruction.value());
    }
    return bytes.array();
  }

  /** Jumps go forward, over 255 instructions at most. */
  private byte distance(int from, String label) {
    int distance = label.equals(ON) ? 0 : labels.getOrDefault(label, 0) - from - 1;
    if (distance < 0 || distance > 255) {
      throw new IllegalStateException("no jump from " + from + " to " + label);
    }
    return (byte) distance;
  }
}
