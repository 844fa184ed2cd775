// @ts-check
import {EditorState} from "@codemirror/state";
import {ensureSyntaxTree, indentRange} from "@codemirror/language";
import {java} from "../src/editor/java-language.js";
import {equal} from "./check.js";

/** The tokens of a text with their styles, punctuation left out. @param {string} doc */
function styles(doc) {
  const state = EditorState.create({doc, extensions: java()});
  /** @type {string[]} */
  const found = [];
  ensureSyntaxTree(state, doc.length, 5000)?.iterate({
    enter({name, from, to}) {
      if (!["Document", "punctuation", "bracket", "operator"].includes(name)) {
        found.push(`${name.replaceAll(/\..*/g, "")}:${doc.slice(from, to)}`);
      }
    },
  });
  return found;
}

export const tests = {
  "a record at the top level"() {
    equal(styles("record Point(int x) {}"), ["keyword:record", "typeName:Point", "typeName:int", "variableName:x"]);
  },
  "contextual words are keywords only where they are"() {
    equal(styles("var record = 1;"), ["keyword:var", "variableName:record", "number:1"]);
    equal(styles("record.when(x)"), ["variableName:record", "variableName:when", "variableName:x"]);
    equal(styles("non-sealed class A extends B {}"), ["keyword:non-sealed", "keyword:class", "typeName:A", "keyword:extends", "typeName:B"]);
  },
  "annotations, strings, characters, comments"() {
    equal(styles("@Column(name = \"a\\\"b\") // c"), ["annotation:@Column", "variableName:name", "string:\"a\\\"b\"", "comment:// c"]);
    equal(styles("'\\'' /* a\nb */ 1"), ["character:'\\''", "comment:/* a", "comment:b */", "number:1"]);
    equal(styles("@interface A {}").slice(-1), ["typeName:A"]);
  },
  "a text block over lines"() {
    equal(styles("\"\"\"\nfrom \"Book\" b\n\"\"\" + x"),
      ["string:\"\"\"", "string:from \"Book\" b", "string:\"\"\"", "variableName:x"]);
  },
  "numbers as Java writes them, and a call on one is not part of it"() {
    equal(styles("1_000L 0xFFL 1.5e-3f .5 7"), ["number:1_000L", "number:0xFFL", "number:1.5e-3f", "number:.5", "number:7"]);
  },
  "a class is known by its case, a constant is none"() {
    equal(styles("Book b = T.PI;"), ["typeName:Book", "variableName:b", "typeName:T", "variableName:PI"]);
  },
  "a bare expression and a method of the shell"() {
    equal(styles("void greet() { return; }"), ["typeName:void", "variableName:greet", "keyword:return"]);
  },
  "what is not finished does not run away"() {
    equal(styles("\"open\nint x"), ["string:\"open", "typeName:int", "variableName:x"]);
    equal(styles("}}} class A {").slice(0, 2), ["keyword:class", "typeName:A"]);
  },
  "lines are indented by their depth"() {
    const state = EditorState.create({doc: "class A {\nint x;\n}", extensions: java()});
    equal(state.update({changes: indentRange(state, 0, state.doc.length)}).state.doc.toString(), "class A {\n  int x;\n}");
  },
};
