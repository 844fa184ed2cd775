// @ts-check
/** Keeps in the browser what the learner typed while the server could not be told. */

/** @typedef {[cell: string, source: string][]} Unsent */

/**
 * @param {string} notebook
 * @param {Unsent} unsent
 */
export function keep(notebook, unsent) {
  try {
    localStorage.setItem(key(notebook), JSON.stringify(unsent));
  } catch (refused) {
    console.warn("This browser could not keep unsent edits:", refused);
  }
}

/**
 * What was kept, once.
 * @param {string} notebook
 * @returns {Unsent}
 */
export function take(notebook) {
  try {
    const kept = JSON.parse(localStorage.getItem(key(notebook)) ?? "[]");
    localStorage.removeItem(key(notebook));
    return Array.isArray(kept) ? kept : [];
  } catch (refused) {
    console.warn("This browser gives back no unsent edits:", refused);
    return [];
  }
}

/** @param {string} notebook */
function key(notebook) {
  return `orrery.unsent.${notebook}`;
}
