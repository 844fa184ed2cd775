package orrery.lesson;

import orrery.text.Printable;

/**
 * Something wrong in a lesson file.
 *
 * @param file as it was named when it was to be read
 * @param line from 1; 0 where the file as a whole is meant
 * @param message in words, for the lesson's author
 */
public record LessonFault(String file, int line, String message) {

  /** {@code lessons/01-open-a-shop.md:17: no cell before this expectation}, one line. */
  @Override
  public String toString() {
    return Printable.line(line == 0 ? file + ": " + message : file + ":" + line + ": " + message);
  }
}
