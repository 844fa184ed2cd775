package orrery.kernel.plan;

import java.util.Locale;

/** Names as one writes them, of a database that says them in capitals and quotes. */
final class Names {

  private Names() {}

  /** In lower case, unless some letter of it is. */
  static String written(String name) {
    return name.equals(name.toUpperCase(Locale.ROOT)) ? name.toLowerCase(Locale.ROOT) : name;
  }
}
