// @ts-check
/** Where the page stands while the learner goes from cell to cell by the keyboard. */

/** Pixels kept free below what is brought into view. */
const MARGIN = 24;
/** Pixels below a cell's code that its result will need at least. */
const RESULT = 180;

/**
 * Brings the next cell into view, but only so far that the cell that runs, whose result the learner
 * waits for, stays there.
 * @param {Element} running
 * @param {Element} next
 */
export function bringInView(running, next) {
  const top = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
  const bottom = window.innerHeight - MARGIN;
  const before = running.getBoundingClientRect();
  if (before.bottom < top || before.top > bottom) {
    running.scrollIntoView();
  }
  const start = running.getBoundingClientRect().top - top;
  const bar = running.querySelector(".bar")?.getBoundingClientRect().bottom ?? 0;
  const most = Math.max(start, bar + RESULT - bottom, 0);
  const wanted = Math.max(next.getBoundingClientRect().bottom - bottom, 0);
  window.scrollBy(0, Math.min(wanted, most));
}
