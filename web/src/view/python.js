// @ts-check
/** Cuts Python into what is coloured alike. A tokenizer and not a grammar. Pure. */

/** @typedef {"keyword" | "type" | "string" | "number" | "comment" | "other"} Kind */
/** @typedef {{kind: Kind, text: string}} Part */

const KEYWORDS = new Set(("and as assert async await break class continue def del elif else except False finally "
  + "for from global if import in is lambda None nonlocal not or pass raise return True try while with yield").split(" "));
const PATTERN = new RegExp([
  "(?<comment>#.*)",
  "(?<string>[rbfuRBFU]{0,2}(?:\"\"\"[\\s\\S]*?(?:\"\"\"|$)|'''[\\s\\S]*?(?:'''|$)"
    + "|\"(?:\\\\.|[^\"\\\\\\n])*\"?|'(?:\\\\.|[^'\\\\\\n])*'?))",
  "(?<number>\\d[\\d_]*(?:\\.\\d+)?)",
  "(?<word>[\\p{L}_][\\p{L}\\p{N}_]*)",
  "(?<other>[\\s\\S])",
].join("|"), "gu");
/** A class by its case: `Author`, but not `PI`. */
const CLASS_NAME = /^\p{Lu}[\p{L}\p{N}]*\p{Ll}/u;

/**
 * @param {string} source
 * @returns {Part[]} their texts joined are the source
 */
export function parts(source) {
  /** @type {Part[]} */
  const all = [];
  for (const match of source.matchAll(PATTERN)) {
    const kind = kindOf(match);
    const last = all.at(-1);
    if (kind === "other" && last?.kind === "other") {
      last.text += match[0];
    } else {
      all.push({kind, text: match[0]});
    }
  }
  return all;
}

/**
 * @param {RegExpMatchArray} match
 * @returns {Kind}
 */
function kindOf({0: text, groups}) {
  if (groups?.word) {
    return KEYWORDS.has(text) ? "keyword" : CLASS_NAME.test(text) ? "type" : "other";
  }
  const [kind] = Object.entries(groups ?? {}).find(([, found]) => found !== undefined) ?? ["other"];
  return /** @type {Kind} */ (kind);
}
