package orrery;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.Test;

/** Who may know whom. Plain tests: ArchUnit's own annotations report nothing under Surefire. */
class ArchitectureTest {

  private static final JavaClasses APP =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("/kernel/target/"))
          .importPackages("orrery");

  @Test
  void theRulesSawTheApp() {
    assertThat(APP.stream().filter(type -> !type.getPackageName().startsWith("orrery.kernel.")))
        .hasSizeGreaterThan(50);
  }

  @Test
  void ofTheKernelOnlyTheProtocolIsKnown() {
    noClasses()
        .that()
        .resideOutsideOfPackage("orrery.kernel..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "orrery.kernel", "orrery.kernel.shell..", "orrery.kernel.trace..", "jdk.jshell..")
        .check(APP);
  }

  @Test
  void onlyTheStoreKnowsHibernateAndTheDatabase() {
    noClasses()
        .that()
        .resideOutsideOfPackages("orrery.store..", "orrery.kernel..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.hibernate..", "jakarta.persistence..", "org.h2..", "java.sql..", "org.flywaydb..")
        .check(APP);
  }

  @Test
  void lessonsKnowNothingOfNotebooks() {
    noClasses()
        .that()
        .resideInAPackage("orrery.lesson..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "orrery.notebook..",
            "orrery.kernels..",
            "orrery.store..",
            "orrery.page..",
            "orrery.door..",
            "orrery.check..")
        .check(APP);
  }

  @Test
  void onlyDrawingKnowsHowToLayOut() {
    noClasses()
        .that()
        .resideOutsideOfPackages("orrery.drawing..", "orrery.kernel..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.eclipse.elk..", "org.eclipse.emf..")
        .check(APP);
  }

  @Test
  void onlyTheEdgeKnowsTheWeb() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "orrery.lesson..", "orrery.kernels..", "orrery.store..", "orrery.check..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework.web..", "jakarta.servlet..")
        .check(APP);
  }

  /** A correction of the time of day, by an hour or a year, puts no kernel to sleep. */
  @Test
  void kernelsAndNotebooksDoNotAskTheTimeOfDay() {
    noClasses()
        .that()
        .resideInAnyPackage("orrery.kernels..", "orrery.notebook..")
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Clock.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Date.class)
        .check(APP);
  }

  @Test
  void packagesHaveNoCycle() {
    slices().matching("orrery.(*)..").should().beFreeOfCycles().check(APP);
  }
}
