package orrery.lesson;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import morfologik.speller.Speller;
import morfologik.stemming.Dictionary;

/** British spelling, by LanguageTool's dictionary, and the words of the house besides. */
final class Spelling {

  private static final String DICTIONARY = "/org/languagetool/resource/en/hunspell/en_GB.dict";
  private static final String HOUSE_WORDS = "house-words.txt";
  private static final Pattern WORD = Pattern.compile("\\p{L}+(?:['’]\\p{L}+)*");
  private static final Pattern POSSESSIVE = Pattern.compile("['’]s?$");

  /** Words with digits, and names of files, are no words of English. */
  private static final Pattern NAME =
      Pattern.compile("\\S*(?:\\p{L}\\p{N}|\\p{N}\\p{L}|/|\\w\\.\\w)\\S*");

  private final Speller speller;
  private final Set<String> house;

  private Spelling(Speller speller, Set<String> house) {
    this.speller = speller;
    this.house = house;
  }

  static Spelling british() throws IOException {
    URL dictionary = Objects.requireNonNull(Spelling.class.getResource(DICTIONARY));
    return new Spelling(new Speller(Dictionary.read(dictionary)), Set.copyOf(houseWords()));
  }

  /** Terms of the field and proper names that the dictionary lacks. */
  static List<String> houseWords() throws IOException {
    try (InputStream in = Objects.requireNonNull(Spelling.class.getResourceAsStream(HOUSE_WORDS))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  /** The words of a text that are spelled wrong, and where. */
  List<MatchResult> misspelled(String text) {
    String english = NAME.matcher(text).replaceAll(name -> " ".repeat(name.group().length()));
    return WORD.matcher(english).results().filter(word -> !knows(word.group())).toList();
  }

  boolean knows(String word) {
    String plain = POSSESSIVE.matcher(word.replace('’', '\'')).replaceFirst("");
    return isWord(word.replace('’', '\'')) || isWord(plain);
  }

  private boolean isWord(String word) {
    boolean capitals = word.length() > 1 && word.equals(word.toUpperCase(Locale.UK));
    return house.contains(word)
        || speller.isInDictionary(word)
        || !capitals && speller.isInDictionary(word.toLowerCase(Locale.UK));
  }

  /** What a word may have been meant to be. */
  List<String> meant(String word) {
    return speller.findReplacements(word).stream().limit(3).toList();
  }
}
