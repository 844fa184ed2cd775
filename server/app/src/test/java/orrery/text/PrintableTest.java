package orrery.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintableTest {

  @ParameterizedTest
  @CsvSource({"0000", "001b", "000a", "0085", "2028", "202e", "2066", "d800", "dc00"})
  void theUnseenIsWrittenAsJavaWould(String hex) {
    String unseen = String.valueOf((char) Integer.parseInt(hex, 16));

    assertThat(Printable.line("a" + unseen + "b")).isEqualTo("a\\u" + hex + "b");
    assertThat(Printable.unseen("a" + unseen)).hasValue("\\u" + hex);
  }

  @Test
  void textIsLeftAlone() {
    String text = "ein Wort\t– שלום, 😀, naïve";

    assertThat(Printable.line(text)).isEqualTo(text);
    assertThat(Printable.unseen(text)).isEmpty();
  }

  @Test
  void aLongLineIsCut() {
    assertThat(Printable.line("x".repeat(1_000_000))).hasSizeLessThan(3_000).endsWith("…");
  }
}
