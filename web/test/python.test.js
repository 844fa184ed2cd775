// @ts-check
import {parts} from "../src/view/python.js";
import {equal} from "./check.js";

const coloured = (/** @type {string} */ source) =>
  parts(source).filter(part => part.kind !== "other").map(({kind, text}) => `${kind} ${text}`);

export const tests = {
  "keywords, classes, strings, numbers and comments are told apart"() {
    equal(coloured('class Book(Base):\n    pages = 12 # twelve\n    t = "a b"'),
      ["keyword class", "type Book", "type Base", "number 12", "comment # twelve", 'string "a b"']);
  },
  "a word within another is not a keyword"() {
    equal(coloured("begin_nested(order_by=format_)"), []);
  },
  "a sign of one kind within another means nothing"() {
    equal(coloured(`f"# {it's}" + 'say "hi"'`), [`string f"# {it's}"`, `string 'say "hi"'`]);
  },
  "a string of several lines is one"() {
    equal(coloured('x = """one\n# two"""\nNone'), ['string """one\n# two"""', "keyword None"]);
  },
  "nothing is lost, whatever is written"() {
    for (const source of ["", "\n\n  ", "'open", '"""open\n', "é = 1_000.5 @ x", "a\tb\\"]) {
      equal(parts(source).map(part => part.text).join(""), source);
    }
  },
};
