// @ts-check
/**
 * The steps of a run in words, and what each changed. Pure.
 *
 * @import {Step, Context, SessionContents, Entity} from "./protocol.js"
 */
import {changed, name, state} from "./session.js";

/** @typedef {"new" | "changed"} News what a step brought to an entity */

/** Phrases of one step; more are counted. */
const PHRASES = 4;

/** When a step was seen: `after line 7`. @param {Step} step */
export function moment({moment, line}) {
  const at = line > 0 ? ` at line ${line}` : "";
  switch (moment) {
    case "line": return line > 0 ? `after line ${line}` : "as the cell begins";
    case "flushed": return `after the flush${at}`;
    case "committed": return `after the commit${at}`;
    case "rolled_back": return `after the rollback${at}`;
    case "closed": return `closed${at}`;
  }
}

/**
 * Where a reader stands: `step 3 of 9 · after line 7`, and of which Session if there are several;
 * the last place is after the cell.
 * @param {readonly Step[]} steps
 * @param {number} place from 0
 */
export function whereabouts(steps, place) {
  if (place >= steps.length) {
    return "after the cell";
  }
  const {session} = steps[place];
  const several = steps.some(step => step.session.number !== session.number);
  return `step ${place + 1} of ${steps.length} · ${moment(steps[place])}${several ? ` · ${name(session)}` : ""}`;
}

/**
 * The Sessions at a step, each as it was last told; the step's own first where it is about to go.
 * @param {readonly Step[]} steps
 * @param {number} place
 */
export function sessionsAt(steps, place) {
  /** @type {Map<number, SessionContents>} */
  const latest = new Map();
  steps.slice(0, place + 1).forEach(({session}, i) => {
    if (session.open || i === place) {
      latest.set(session.number, session);
    } else {
      latest.delete(session.number);
    }
  });
  return [...latest.values()].sort((a, b) => a.number - b.number);
}

/**
 * What the step's Session held a step earlier; null if it was not there.
 * @param {readonly Step[]} steps
 * @param {number} place
 */
export function earlier(steps, place) {
  const {number} = steps[place].session;
  return steps.slice(0, place).findLast(step => step.session.number === number)?.session ?? null;
}

/**
 * The same entity a step earlier; one without an id is known by its variable.
 * @param {SessionContents} session
 * @param {Entity} entity
 */
function same(session, entity) {
  return session.entities.find(one => one.name === entity.name && one.id === entity.id && one.id !== "")
    ?? session.entities.find(one => one.name === entity.name && one.id === "" && one.variable === entity.variable);
}

/**
 * What is new to each entity of a Session since it was told before.
 * @param {SessionContents | null} before
 * @param {SessionContents} now
 * @returns {Map<Entity, News>}
 */
export function news(before, now) {
  /** @type {Map<Entity, News>} */
  const all = new Map();
  for (const entity of now.entities) {
    const was = before && same(before, entity);
    if (!was) {
      all.set(entity, "new");
    } else if (state(was) !== state(entity) || now.open && JSON.stringify(was.attributes) !== JSON.stringify(entity.attributes)) {
      all.set(entity, "changed");
    }
  }
  return all;
}

/**
 * What a step changed, in phrases: `Author 1 is managed`, `Author 1 name: Eve → Eva`.
 * @param {SessionContents | null} before
 * @param {SessionContents} now
 */
export function phrases(before, now) {
  const all = [...ofSession(before, now), ...now.entities.flatMap(entity => ofEntity(before, entity, now.open)), ...gone(before, now)];
  return all.length > PHRASES ? [...all.slice(0, PHRASES - 1), `${all.length - PHRASES + 1} more changes`] : all;
}

/**
 * @param {SessionContents | null} before
 * @param {SessionContents} now
 */
function ofSession(before, now) {
  return [
    before === null ? `${name(now)} is open` : "",
    !now.open ? `${name(now)} has closed` : "",
    now.inTransaction && !before?.inTransaction ? "a transaction is under way" : "",
    before?.inTransaction && !now.inTransaction && now.open ? "the transaction is over" : "",
  ].filter(Boolean);
}

/**
 * @param {SessionContents | null} before
 * @param {Entity} entity
 * @param {boolean} open
 */
function ofEntity(before, entity, open) {
  const was = before && same(before, entity);
  const who = called(entity);
  if (!was || state(was) !== state(entity)) {
    return [`${who} is ${state(entity)}`];
  }
  if (!open) {
    return [];
  }
  if (changed(was) && !changed(entity)) {
    return [`${who} is as in the database`];
  }
  return entity.attributes
    .map(one => ({now: one, was: was.attributes.find(other => other.name === one.name)}))
    .filter(({now, was}) => was && was.value !== now.value)
    .map(({now, was}) => `${who} ${now.name}: ${was?.value} → ${now.value}`);
}

/**
 * Entities that are no longer told of: deleted, or no longer of interest.
 * @param {SessionContents | null} before
 * @param {SessionContents} now
 */
function gone(before, now) {
  return (before?.entities ?? [])
    .filter(entity => now.leftOut === 0 && !same(now, entity) && !now.entities.some(one => one.variable !== null && one.variable === entity.variable))
    .map(entity => `${called(entity)} is ${entity.id === "" ? "no longer transient" : "gone"}`);
}

/** `Author 1`, or `Author eve` as long as it has no id. @param {Entity} entity */
export function called({name, id, variable}) {
  return `${name} ${id || variable || "without id"}`;
}

/**
 * What is to be seen at a place; after the cell, what was left.
 * @param {readonly Step[]} steps
 * @param {Context | null} context
 * @param {number} place
 */
export function shown(steps, context, place) {
  if (place >= steps.length) {
    return {sessions: context?.sessions ?? [], leftOut: context?.leftOut ?? 0, line: 0, order: Infinity, news: new Map(), phrases: []};
  }
  const {line, order, session} = steps[place];
  const before = earlier(steps, place);
  return {
    sessions: sessionsAt(steps, place), leftOut: 0, line, order,
    news: news(before, session), phrases: phrases(before, session),
  };
}
