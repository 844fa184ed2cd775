// @ts-check
/**
 * Which words of a query, of its SQL and of its result speak of the same. Pure.
 *
 * @import {Line, Part} from "../sql.js"
 */

/** @typedef {{text: string, columns: number[]}} Word of a query; columns of the result it speaks of */

/** The clause after the select items. */
const AFTER_ITEMS = /^from$/;

/**
 * The select item, from 0, that each part of a statement belongs to.
 * @param {readonly Line[]} lines
 * @returns {Map<Part, number>}
 */
export function selectItems(lines) {
  const items = new Map();
  let depth = 0;
  let item = -1;
  for (const part of lines.flatMap(line => line.parts)) {
    const word = part.kind === "keyword" ? part.text.toLowerCase() : "";
    if (item < 0) {
      item = word === "select" ? 0 : item;
    } else if (AFTER_ITEMS.test(word) && depth === 0) {
      break;
    } else if (part.text === "," && depth === 0) {
      item++;
    } else if (word !== "distinct" && (part.kind !== "space" || depth > 0)) {
      items.set(part, item);
    }
    depth += part.text === "(" ? 1 : part.text === ")" ? -1 : 0;
  }
  return items;
}

/**
 * The words of a query, each with the columns whose attribute, or else whose entity, it names.
 * @param {string} query HQL
 * @param {readonly (string | null)[]} sources of the result's columns: `Book.title`
 * @returns {Word[]}
 */
export function words(query, sources) {
  const texts = query.match(/'(?:[^']|'')*'|[\p{L}_$][\p{L}\p{N}_$]*|\s+|[^]/gu) ?? [];
  const named = sources.map(source => naming(source, texts));
  return texts.map(text => ({
    text, columns: named.flatMap((name, column) => name !== "" && alike(text, name) ? [column] : []),
  }));
}

/**
 * What names a column: its attribute, where the query has it, or its entity.
 * @param {string | null} source
 * @param {readonly string[]} texts
 */
function naming(source, texts) {
  const [entity, attribute] = source?.split(".") ?? ["", ""];
  return [attribute, entity].find(name => name && texts.some(text => alike(text, name))) ?? "";
}

/**
 * Whether a word names it, in a path too: `author` and `authors` lead to an Author.
 * @param {string} word
 * @param {string} name
 */
function alike(word, name) {
  const upper = /^\p{Lu}/u.test(name);
  return word === name || upper && [name, `${name}s`].some(n => n.toLowerCase() === word.toLowerCase());
}
