// @ts-check
/**
 * Java as JShell takes it: any declaration, statement or expression at the top level. A tokenizer
 * and not a grammar, so that half a snippet is coloured as well as a whole one.
 *
 * @import {StreamParser, StringStream} from "@codemirror/language"
 */
import {StreamLanguage, LanguageSupport, foldService} from "@codemirror/language";

/** @typedef {{comment: boolean, text: boolean, depth: number}} State what an earlier line left open */

const words = (/** @type {string} */ s) => new Set(s.split(" "));
const KEYWORDS = words("abstract assert break case catch class const continue default do else enum extends "
  + "final finally for goto if implements import instanceof interface native new package private protected "
  + "public return static strictfp super switch synchronized this throw throws transient try volatile while");
/** Keywords only where a name or a brace follows. */
const CONTEXTUAL = words("exports module open opens permits provides record requires sealed to transitive "
  + "uses var when with yield");
const PRIMITIVES = words("boolean byte char double float int long short void");
const ATOMS = words("true false null");

const NUMBER = /(?:0[xX][\da-fA-F_]+|0[bB][01_]+|(?:\d[\d_]*(?:\.\d[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?)[lLfFdD]?/;
const NAME = /[\p{L}_$][\p{L}\p{N}_$]*/u;
/** A class by its case: `Book`, `T`, but not `PI`. */
const CLASS_NAME = /^\p{Lu}[\p{L}\p{N}]*\p{Ll}|^\p{Lu}$/u;

/** @type {StreamParser<State>} */
export const parser = {
  name: "java",
  startState: () => ({comment: false, text: false, depth: 0}),
  copyState: state => ({...state}),
  token: (stream, state) => inOpen(stream, state) ?? (stream.eatSpace() ? null : start(stream, state)),
  indent: (state, after, {unit}) => Math.max(0, state.depth - (/^[}\])]/.test(after) ? 1 : 0)) * unit,
  languageData: {
    commentTokens: {line: "//", block: {open: "/*", close: "*/"}},
    closeBrackets: {brackets: ["(", "[", "{", "'", '"', '"""']},
    indentOnInput: /^\s*[}\])]$/,
  },
};

/**
 * @param {StringStream} stream
 * @param {State} state
 */
function inOpen(stream, state) {
  if (state.comment) {
    state.comment = !through(stream, /.*?\*\//);
    return "comment";
  }
  if (state.text) {
    state.text = !through(stream, /(?:\\.|(?!""").)*"""/);
    return "string";
  }
  return undefined;
}

/**
 * Whether the end is on this line; the line is consumed either way.
 * @param {StringStream} stream
 * @param {RegExp} end
 */
function through(stream, end) {
  const ends = Boolean(stream.match(end));
  if (!ends) {
    stream.skipToEnd();
  }
  return ends;
}

/**
 * @param {StringStream} stream
 * @param {State} state
 */
function start(stream, state) {
  if (stream.match("//")) {
    stream.skipToEnd();
    return "comment";
  }
  if (stream.match("/*")) {
    state.comment = !through(stream, /.*?\*\//);
    return "comment";
  }
  if (stream.match('"""')) {
    state.text = true;
    return "string";
  }
  return literal(stream) ?? word(stream) ?? sign(stream, state);
}

/** @param {StringStream} stream */
function literal(stream) {
  if (stream.match(/"(?:\\.|[^"\\])*"?/)) {
    return "string";
  }
  if (stream.match(/'(?:\\.|[^'\\])+'?/)) {
    return "character";
  }
  if (stream.match(/@(?!interface\b)[\w$.]+/)) {
    return "annotation";
  }
  return stream.match(NUMBER) ? "number" : undefined;
}

/** @param {StringStream} stream */
function word(stream) {
  if (stream.match(/non-sealed\b/)) {
    return "keyword";
  }
  const match = /** @type {RegExpMatchArray | null} */ (stream.match(NAME));
  return match ? styleOf(match[0], stream.string.slice(stream.pos)) : undefined;
}

/**
 * @param {string} name
 * @param {string} next what follows on the line
 */
function styleOf(name, next) {
  if (PRIMITIVES.has(name)) {
    return "typeName.standard";
  }
  if (KEYWORDS.has(name) || CONTEXTUAL.has(name) && /^\s+[\p{L}_${]/u.test(next)) {
    return "keyword";
  }
  if (ATOMS.has(name)) {
    return "atom";
  }
  if (/^\s*\(/.test(next)) {
    return /^\p{Lu}/u.test(name) ? "typeName" : "variableName.function";
  }
  return CLASS_NAME.test(name) ? "typeName" : "variableName";
}

/**
 * @param {StringStream} stream
 * @param {State} state
 */
function sign(stream, state) {
  const char = stream.next() ?? "";
  if ("{([".includes(char)) {
    state.depth++;
    return "bracket";
  }
  if ("})]".includes(char)) {
    state.depth = Math.max(0, state.depth - 1);
    return "bracket";
  }
  return ";,.".includes(char) ? "punctuation" : "operator";
}

/** Folds from a line's last open brace to its match. */
const folding = foldService.of((state, from, to) => {
  const at = state.doc.sliceString(from, to).lastIndexOf("{");
  if (at < 0) {
    return null;
  }
  const end = matching(state.doc.sliceString(from + at));
  return from + at + end > to ? {from: from + at + 1, to: from + at + end} : null;
});

/**
 * Where the brace that `text` starts with is closed; -1 if it is not.
 * @param {string} text
 */
function matching(text) {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "{") {
      depth++;
    } else if (text[i] === "}" && --depth === 0) {
      return i;
    }
  }
  return -1;
}

export function java() {
  return new LanguageSupport(StreamLanguage.define(parser), folding);
}
