// @ts-check
/**
 * A flush in words. Pure.
 *
 * @import {Deed, Flush, Statement, Work} from "./protocol.js"
 */
import {counted} from "./notebook.js";

/** What each deed is called, in the order in which Hibernate does them. @type {Record<string, Deed[]>} */
const DEEDS = {
  insert: ["insert"],
  update: ["update"],
  collection: ["collection_create", "collection_update", "collection_remove"],
  delete: ["delete"],
};

/** @type {Record<Deed, string>} */
const WORDS = {
  insert: "insert",
  update: "update",
  delete: "delete",
  collection_create: "write the rows of",
  collection_update: "change the rows of",
  collection_remove: "remove the rows of",
};

/** When it came: `flush at commit`. @param {Flush} flush */
export function when({kind, work, last, order}) {
  switch (kind) {
    case "flush_commit": return "flush at commit";
    case "flush_auto": return work.length > 0 || last > order ? "flush before this query" : "no flush before this query";
    default: return "explicit flush";
  }
}

/** What it came to: `compared 3 entities · 1 insert, 2 updates`. @param {Flush} flush */
export function sum({checked, work, leftOut}) {
  const deeds = Object.entries(DEEDS)
    .map(([noun, deeds]) => counted(work.filter(one => deeds.includes(one.deed)).length, noun))
    .filter(Boolean).join(", ");
  const more = leftOut > 0 ? ` and ${leftOut.toLocaleString("en")} more` : "";
  return `compared ${checked === 1 ? "1 entity" : `${checked.toLocaleString("en")} entities`} · ${deeds || "nothing written"}${more}`;
}

/** `insert Book 1`. @param {Work} work */
export function piece({deed, entity, id, attribute}) {
  return `${WORDS[deed]} ${entity}${id === null ? "" : ` ${id}`}${attribute === null ? "" : `.${attribute}`}`;
}

/** What a statement of a flush is about: `insert Book 1`, `insert Book × 3`, `delete a row of Reader 1.tags`. @param {Statement} statement */
export function about({sql, binds, cause}) {
  const {entity, attribute, id, words} = cause;
  const deed = /^(?:\s|\/\*[\s\S]*?\*\/)*(insert|update|delete)\b/i.exec(sql)?.[1].toLowerCase();
  if (!deed || entity === null) {
    return words;
  }
  const what = `${entity}${id === null ? "" : ` ${id}`}${attribute === null ? "" : `.${attribute}`}`;
  const rows = attribute === null ? "" : binds.length > 1 ? "rows of " : "a row of ";
  return `${deed} ${rows}${what}${binds.length > 1 ? ` × ${binds.length}` : ""}`;
}
