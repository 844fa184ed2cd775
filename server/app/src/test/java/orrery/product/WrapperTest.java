package orrery.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./mvnw} on a machine that lacks what it needs: one line that says so. */
@DisabledOnOs(OS.WINDOWS)
class WrapperTest {

  private static final Path MVNW = Path.of("..", "..", "mvnw").toAbsolutePath().normalize();

  @TempDir Path bin;

  private List<String> run(String javaHome) throws Exception {
    for (String tool : List.of("uname", "dirname", "sed", "head", "sort", "tr")) {
      script(tool, "exec " + onPath(tool) + " \"$@\"");
    }
    ProcessBuilder builder = new ProcessBuilder(MVNW.toString(), "-v").redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", bin.toString());
    if (!javaHome.isEmpty()) {
      builder.environment().put("JAVA_HOME", javaHome);
    }
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isEqualTo(1);
    return output.lines().toList();
  }

  private static Path onPath(String tool) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  private void script(String name, String line) throws IOException {
    Path script = bin.resolve(name);
    Files.writeString(script, "#!/bin/sh\n" + line + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void java(String version) throws IOException {
    for (String tool : List.of("java", "javac")) {
      script(tool, "echo 'openjdk version \"" + version + "\"' >&2");
    }
  }

  @Test
  void withoutAJdk() throws Exception {
    assertThat(run(""))
        .containsExactly(
            "Orrery needs a JDK, version 17 or newer: no java and javac on PATH, and JAVA_HOME is not set.");
  }

  @Test
  void withAWrongJavaHome() throws Exception {
    assertThat(run(bin.toString())).hasSize(1).first().asString().contains("JAVA_HOME is " + bin);
  }

  @Test
  void withAnOldJdk() throws Exception {
    java("11.0.22");
    assertThat(run("")).hasSize(1).first().asString().contains("found version 11");
  }

  @Test
  void withAVeryOldJdk() throws Exception {
    java("1.8.0_402");
    assertThat(run("")).hasSize(1).first().asString().contains("found version 8");
  }
}
