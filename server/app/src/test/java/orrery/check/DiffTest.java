package orrery.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiffTest {

  private static List<String> letters(String letters) {
    return letters.chars().mapToObj(Character::toString).toList();
  }

  private static Diff diff(String expected, String came) {
    return Diff.of(letters(expected), letters(came));
  }

  @ParameterizedTest
  @CsvSource({
    "'',''",
    "abc,abc",
    "…,''",
    "…,abc",
    "a…,a",
    "a…c,abbc",
    "a…c,ac",
    "…c,ccc",
    "a…b…c,axbybc"
  })
  void asExpected(String expected, String came) {
    assertThat(diff(expected, came).edits()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "abc,ac,1",
    "'',ab,2",
    "ab,'',2",
    "abc,axc,2",
    "…c,ab,1",
    "a…,ba,1",
    "a…c,acd,1",
    "ab,ba,2"
  })
  void fewestEdits(String expected, String came, int edits) {
    assertThat(diff(expected, came).edits()).isEqualTo(edits);
  }

  @Test
  void linesTellWhatIsMissingAndWhatIsTooMuch() {
    assertThat(diff("abc", "axcd").lines()).containsExactly("  a", "- b", "+ x", "  c", "+ d");
  }

  @Test
  void whatMayBeAnythingIsTold() {
    assertThat(diff("a…c", "axyd").lines()).containsExactly("  a", "… x", "… y", "… d", "- c");
    assertThat(diff("a…cd", "axc").lines()).containsExactly("  a", "… x", "  c", "- d");
    assertThat(diff("…a", "b").lines()).containsExactly("… b", "- a");
  }
}
