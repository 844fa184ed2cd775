package orrery.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import orrery.kernel.protocol.Event.Declared;
import orrery.kernel.protocol.Failure;

class DeclarationTest extends ShellFixture {

  @Test
  void tellsWhatAClassWaitsFor() {
    run("class Author { List<Book> books; }");
    assertThat(all(Declared.class))
        .containsExactly(new Declared(1, "c", 1, "class", "Author", List.of("class Book"), false));

    run("\nnew Author()");
    assertThat(failures().get(0).line()).isEqualTo(2);
    assertThat(failures().get(0).message())
        .startsWith("cannot find symbol")
        .endsWith("Author waits for class Book");

    run("other", "\nclass Book { Author author; }");
    assertThat(all(Declared.class))
        .containsExactly(
            new Declared(3, "other", 2, "class", "Book", List.of(), false),
            new Declared(3, "other", 2, "class", "Author", List.of(), false));

    run("new Author().books = List.of(new Book())");
    assertThat(failures()).isEmpty();
  }

  @Test
  void resolvesForwardReferencesWithinACell() {
    run("class A { B b; }\nclass B { A a; }\nnew A().b");

    assertThat(values()).containsExactly("null");
    assertThat(all(Declared.class))
        .extracting(Declared::line, Declared::name, Declared::waitsFor)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1, "A", List.of("class B")),
            org.assertj.core.groups.Tuple.tuple(2, "B", List.of()),
            org.assertj.core.groups.Tuple.tuple(1, "A", List.of()));
  }

  @Test
  void tellsOfAMethodCalledTooEarly() {
    run("early", "int total() { return rate() * 2; }");
    assertThat(all(Declared.class).get(0).waitsFor()).containsExactly("method rate()");

    run("\ntotal()");
    assertThat(failures().get(0).kind()).isEqualTo(Failure.Kind.EXCEPTION);
    assertThat(failures().get(0).message()).isEqualTo("total waits for method rate()");
    assertThat(failures().get(0).line()).isEqualTo(2);

    run("int rate() { return 21; }\ntotal()");
    assertThat(values()).containsExactly("42");
  }

  @Test
  void tellsReplacedVariablesAndMethods() {
    run("int a = 1; int f() { return 1; }");
    run("String a = \"x\"; int f() { return 2; }");

    assertThat(all(Declared.class)).extracting(Declared::replaced).containsExactly(true, true);
    run("a + f()");
    assertThat(values()).containsExactly("\"x2\"");
  }

  @Test
  void swapsBodiesUnderLivingObjects() {
    run("class A { int x = 1; int f() { return x; } }\nvar a = new A(); a.x = 20;");
    run("\nclass A { int x = 1; int f() { return\n x + 1; } }");
    assertThat(all(Declared.class))
        .containsExactly(new Declared(2, "c", 2, "class", "A", List.of(), true));

    run("a.f()");
    assertThat(values()).containsExactly("21");
  }

  @Test
  void swapsAnnotations() {
    run("@Entity class A { @Id Long id; }\nvar a = new A();");
    run("@Entity(name = \"Other\") class A { @Id @Column(name = \"x\") Long id; }");
    run("a.getClass().getAnnotation(Entity.class).name()");
    assertThat(values()).containsExactly("\"Other\"");
  }

  @Test
  void keepsLinesTrueAfterASwap() {
    run("one", "class A { int f(Object o) { return o.hashCode(); } }\nvar a = new A();");
    run("two", "\n\nclass A { int f(Object o) { return o.hashCode(); } }");
    run("three", "a.f(null)");

    assertThat(failures().get(0).frames().get(0)).isEqualTo(new Failure.Frame("two", 3, "A.f"));
  }

  @Test
  void replacesAClassWithANewShape() {
    run("class A { int x = 1; }\nA a = new A();\nint unrelated = 7;");
    run("class A { int x = 1; int y = 2; }");
    assertThat(all(Declared.class))
        .contains(
            new Declared(2, "c", 1, "class", "A", List.of(), true),
            new Declared(2, "c", 2, "variable", "a", List.of(), true));

    run("a\nnew A().y\nunrelated");
    assertThat(values()).containsExactly("null", "2", "7");
  }

  @Test
  void tellsOfAVariableLostToANewShape() {
    run("class A { int x = 1; }\nvar a = new A();");
    run("class A { long x = 1; }");

    assertThat(all(Declared.class))
        .contains(new Declared(2, "c", 2, "variable", "a", List.of("variable a"), true));
  }

  @Test
  void overloadsShareTheirClassAndKeepTheirLines() {
    run("int f(int x) { return x; }\nint f(String s) {\n  return s.length();\n}");
    run("f(1)\nf((String) null)");

    assertThat(values()).containsExactly("1");
    assertThat(failures().get(0).frames())
        .containsExactly(new Failure.Frame("c", 3, "f"), new Failure.Frame("c", 2, ""));
  }
}
