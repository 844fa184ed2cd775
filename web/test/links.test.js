// @ts-check
import {selectItems, words} from "../src/output/links.js";
import {layout} from "../src/sql.js";
import {equal} from "./check.js";

/** @param {string} sql */
function items(sql) {
  /** @type {string[]} */
  const texts = [];
  selectItems(layout(sql, [])).forEach((item, part) => { texts[item] = (texts[item] ?? "") + part.text; });
  return texts.map(text => text.replace(/\s/g, ""));
}
/** @param {string} query @param {(string | null)[]} sources */
const linked = (query, sources) => words(query, sources).filter(word => word.columns.length > 0);

export const tests = {
  "each select item is a column of the result"() {
    equal(items("select b1_0.id,b1_0.title from books b1_0 where b1_0.id=?"), ["b1_0.id", "b1_0.title"]);
  },
  "a comma within a function parts no items"() {
    equal(items("select distinct coalesce(a,b),(select count(*) from x) from t"), ["coalesce(a,b)", "(selectcount(*)fromx)"]);
  },
  "what selects nothing has no items"() {
    equal(items("insert into books (id) values (?)"), []);
  },
  "an attribute of the query speaks of its column"() {
    equal(linked("select b.title from Book b", ["Book.title"]), [{text: "title", columns: [0]}]);
  },
  "an entity speaks of every column that no attribute names"() {
    equal(linked("from Book b where b.title = 'Book'", ["Book.id", "Book.title", null]),
      [{text: "Book", columns: [0]}, {text: "title", columns: [1]}]);
  },
  "a path leads to the entity it fetches"() {
    equal(linked("from Book b join fetch b.author", ["Book.id", "Author.name"]),
      [{text: "Book", columns: [0]}, {text: "author", columns: [1]}]);
  },
};
