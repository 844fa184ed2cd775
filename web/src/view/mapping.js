// @ts-check
/**
 * The learner's mapping in words. Pure.
 *
 * @import {Mapping, Association, MappedType} from "../protocol.js"
 */

/** What an entity is stored in: `Book is stored in table books.` @param {MappedType} type */
export function stored({name, table, parent}) {
  return `${name} ${parent ? `extends ${parent} and ` : ""}is stored in table ${table}.`;
}

/** What an association is, and which side counts. @param {Association} association */
export function told({from, attribute, to, inverse, kind, owner, fetch, through}) {
  const side = owner
    ? `owns ${through}${inverse ? `; ${to}.${inverse} is the other side` : ""}`
    : `is mapped by ${to}.${inverse ?? "?"}, which owns ${through}`;
  return `${from}.${attribute}: ${kind} ${to}, ${fetch}. It ${side}.`;
}

/** How much there is: `2 entities, 3 tables`. @param {Mapping} mapping */
export function summary({entities, tables}) {
  const count = (/** @type {number} */ n, /** @type {string} */ one, /** @type {string} */ many) => `${n} ${n === 1 ? one : many}`;
  return `${count(entities.length, "entity", "entities")}, ${count(tables.length, "table", "tables")}`;
}
