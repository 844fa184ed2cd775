// @ts-check
/**
 * What a learner said a cell would send, and what it sent. Pure.
 *
 * @import {Run} from "./notebook.js"
 * @import {CauseKind, Counts} from "./protocol.js"
 */
import {counted} from "./notebook.js";

/** @typedef {keyof Counts} Kind */

/** @type {readonly {kind: Kind, noun: string}[]} */
export const KINDS = [
  {kind: "selects", noun: "select"},
  {kind: "inserts", noun: "insert"},
  {kind: "updates", noun: "update"},
  {kind: "deletes", noun: "delete"},
];

/** What Hibernate sends for itself. @type {ReadonlySet<CauseKind>} */
const OWN = new Set(["bootstrap", "temporary"]);
/** The verb of a statement, after comments and what a `with` names. */
const VERB = /^(?:\s|\/\*[\s\S]*?\*\/|--.*\n)*(with\b[\s\S]*?\)\s*)?(select|insert|update|delete)\b/i;

/**
 * How many statements of each kind a run sent; those counted beyond the trace's limit included, as
 * far as they are told.
 * @param {Run} run
 * @returns {Counts}
 */
export function sent(run) {
  const counts = {selects: 0, inserts: 0, updates: 0, deletes: 0};
  const add = (/** @type {CauseKind} */ cause, /** @type {string} */ sql, /** @type {number} */ times) => {
    const kind = OWN.has(cause) ? undefined : kindOf(sql);
    if (kind) {
      counts[kind] += times;
    }
  };
  run.trace.forEach(event => event.type === "statement" && add(event.cause.kind, event.sql, 1));
  run.folded?.alike.forEach(({kind, sql, times}) => add(kind, sql, times));
  return counts;
}

/** @param {string} sql */
function kindOf(sql) {
  const verb = VERB.exec(sql)?.[2].toLowerCase();
  return KINDS.find(({noun}) => noun === verb)?.kind;
}

/**
 * `1 select, 2 updates`, or `nothing`.
 * @param {Counts} counts
 */
export function words(counts) {
  return KINDS.map(({kind, noun}) => counted(counts[kind], noun)).filter(Boolean).join(", ") || "nothing";
}

/**
 * What is to be said of the latest run, once it has sent what it would: `You said 1 select; it sent
 * 3 selects.` Empty if there is nothing to compare.
 * @param {Run | null} run
 */
export function verdict(run) {
  if (!run || !comparable(run)) {
    return "";
  }
  const truth = words(sent(run));
  const end = run.state === "failed" ? " before it failed" : "";
  if (!run.guess) {
    return `It sent ${truth}${end}.`;
  }
  return words(run.guess) === truth ? `As you said: it sent ${truth}${end}.` : `You said ${words(run.guess)}; it sent ${truth}${end}.`;
}

/** Whether a run came so far that its statements can be held against a guess. @param {Run} run */
export function comparable({state, shown}) {
  const compiled = !shown.some(event => event.type === "failed" && event.failure.kind === "compile");
  return state === "ok" || state === "failed" && compiled;
}

/**
 * How what was sent differs from what was said: `as you said`, `2 more`, `1 fewer`.
 * @param {number} said
 * @param {number} truth
 */
export function difference(said, truth) {
  if (said === truth) {
    return "as you said";
  }
  return truth > said ? `${(truth - said).toLocaleString("en")} more` : `${(said - truth).toLocaleString("en")} fewer`;
}
