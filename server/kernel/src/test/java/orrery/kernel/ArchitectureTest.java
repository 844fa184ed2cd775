package orrery.kernel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("orrery.kernel");

  @Test
  void sawTheClasses() {
    assertThat(classes).hasSizeGreaterThan(60);
  }

  @Test
  void hasNoCyclesOfPackages() {
    slices().matching("orrery.(**)").should().beFreeOfCycles().check(classes);
  }

  @Test
  void protocolStandsAlone() {
    noClasses()
        .that()
        .resideInAPackage("orrery.kernel.protocol")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "orrery.kernel",
            "orrery.kernel.inspect",
            "orrery.kernel.rows",
            "orrery.kernel.shell",
            "orrery.kernel.trace")
        .check(classes);
  }

  @Test
  void traceKnowsNothingOfTheShell() {
    noClasses()
        .that()
        .resideInAPackage("orrery.kernel.trace")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "orrery.kernel",
            "orrery.kernel.inspect",
            "orrery.kernel.rows",
            "orrery.kernel.shell",
            "jdk.jshell..")
        .check(classes);
  }

  @Test
  void inspectKnowsNothingOfTheShell() {
    noClasses()
        .that()
        .resideInAPackage("orrery.kernel.inspect")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("orrery.kernel", "orrery.kernel.shell", "jdk.jshell..")
        .check(classes);
  }

  @Test
  void rowsKnowNothingOfTheShell() {
    noClasses()
        .that()
        .resideInAPackage("orrery.kernel.rows")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("orrery.kernel", "orrery.kernel.shell", "jdk.jshell..")
        .check(classes);
  }
}
