package orrery.lesson;

import java.util.List;

/**
 * What an H2 heads.
 *
 * @param title plain text
 * @param anchor for links within the page, unique in its lesson
 */
public record Section(String title, String anchor, List<Block> blocks) {

  public Section {
    blocks = List.copyOf(blocks);
  }
}
