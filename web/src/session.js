// @ts-check
/**
 * What a Session holds, in words. Pure.
 *
 * @import {SessionContents, Entity, Pending} from "./protocol.js"
 */
import {counted} from "./notebook.js";

/** Entities; a Session with more is folded to one line. */
export const MANY = 12;

/** `Session s`, or `Session 2` if no variable refers to it. @param {SessionContents} session */
export function name({variable, number}) {
  return `Session ${variable ?? number}`;
}

/**
 * How it stands: `in a transaction · 1 update waits for the flush`; empty if there is no news.
 * @param {SessionContents} session
 */
export function standing({inTransaction, pending, entities, leftOut, open}) {
  if (!open) {
    return entities.length === 0 ? "it held nothing" : "what it held is detached: changes to it are no longer seen";
  }
  return [
    inTransaction ? "in a transaction" : "",
    entities.length + leftOut === 0 ? "holds nothing" : "",
    waiting(pending),
  ].filter(Boolean).join(" · ");
}

/**
 * `1 insert and 2 updates wait for the flush`; empty for none.
 * @param {Pending} pending
 */
export function waiting({inserts, updates, deletes}) {
  const parts = [counted(inserts, "insert"), counted(updates, "update"), counted(deletes, "delete")].filter(Boolean);
  const verb = inserts + updates + deletes === 1 ? "waits" : "wait";
  return parts.length === 0 ? "" : `${listed(parts)} ${verb} for the flush`;
}

/** `a, b and c`. @param {string[]} parts */
function listed(parts) {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

/** The state as a word. @param {Entity} entity */
export function state({state, proxy}) {
  return proxy && state === "managed" ? "not loaded" : state.replace("_", " ");
}

/** Whether the next flush will find it changed. @param {Entity} entity */
export function changed({attributes}) {
  return attributes.some(attribute => attribute.loaded !== null);
}

/**
 * What a folded Session holds: `200 entities: 48 managed, 1 removed, 1 not loaded, 150 more`.
 * @param {SessionContents} session
 */
export function summary({entities, leftOut}) {
  const counts = new Map();
  entities.map(state).forEach(word => counts.set(word, (counts.get(word) ?? 0) + 1));
  const parts = [...counts].map(([word, n]) => `${n} ${word}`);
  const rest = leftOut > 0 ? [`${leftOut.toLocaleString("en")} more`] : [];
  return `${(entities.length + leftOut).toLocaleString("en")} entities: ${[...parts, ...rest].join(", ")}`;
}
