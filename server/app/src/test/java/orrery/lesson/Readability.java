package orrery.lesson;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How hard a text is to read, by two published formulas: reading ease (R. Flesch, "A New
 * Readability Yardstick", Journal of Applied Psychology 32, 1948) and grade level (J. P. Kincaid
 * and others, "Derivation of New Readability Formulas for Navy Enlisted Personnel", 1975).
 *
 * <p>A code span counts as one word of one syllable: the formulas are for English.
 */
record Readability(int sentences, int words, int syllables) {

  private static final Pattern WORD =
      Pattern.compile("\\p{L}[\\p{L}\\p{N}'’-]*|" + Prose.CODE + "|\\p{N}+");
  private static final Pattern INITIAL = Pattern.compile("(?s).*(?:^|[^\\p{L}])\\p{Lu}\\.\\s*");
  private static final Pattern VOWELS = Pattern.compile("[aeiouyé]+");
  private static final Pattern SILENT =
      Pattern.compile("(?:[^laeiouy]e|[^aeiouytd]ed|[^aeioucghsxz]es|ement)$");

  /** A sentence and where it begins in its text. */
  record Sentence(int start, String text) {

    int words() {
      return (int) WORD.matcher(text).results().count();
    }
  }

  static Readability of(Collection<String> texts) {
    int sentences = 0;
    int words = 0;
    int syllables = 0;
    for (String text : texts) {
      sentences += sentences(text).size();
      List<String> found = WORD.matcher(text).results().map(m -> m.group()).toList();
      words += found.size();
      syllables += found.stream().mapToInt(Readability::syllables).sum();
    }
    return new Readability(sentences, words, syllables);
  }

  /** 100 is very easy, 60 plain English, 30 a scientific journal. */
  double ease() {
    return 206.835 - 1.015 * words / sentences - 84.6 * syllables / words;
  }

  /** Years at school after which one reads this with ease. */
  double grade() {
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59;
  }

  /** The sentences of a text. An initial, as in "J. K. Rowling", ends none. */
  static List<Sentence> sentences(String text) {
    BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.UK);
    breaks.setText(text.replace('\n', ' ').replace(Prose.CODE, "X"));
    List<Sentence> sentences = new ArrayList<>();
    int start = 0;
    for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
      String sentence = text.substring(start, end);
      boolean initial = end < text.length() && INITIAL.matcher(sentence).matches();
      if (!initial && WORD.matcher(sentence).find()) {
        sentences.add(new Sentence(start, sentence.strip()));
        start = end;
      }
    }
    return sentences;
  }

  /** Groups of vowels, less a silent e: right for most words, and for means over many. */
  static int syllables(String word) {
    String lower = word.toLowerCase(Locale.UK);
    long groups = VOWELS.matcher(lower).results().count();
    boolean silent = groups > 1 && SILENT.matcher(lower).find();
    return (int) Math.max(1, silent ? groups - 1 : groups);
  }
}
