// @ts-check
/**
 * What the learner has typed and the server has not confirmed: sent a moment after the last key,
 * or at once when something else depends on it.
 */

const QUIET = 400;

/** @typedef {{source: string, timer: number | null}} Draft timer null: sent, not yet confirmed */

export class Drafts {
  /** @type {Map<string, Draft>} */ #drafts = new Map();
  #send;
  #clock;

  /**
   * @param {(cell: string, source: string) => void} send
   * @param {{setTimeout: (f: () => void, ms: number) => number, clearTimeout: (id: number) => void}} clock
   */
  constructor(send, clock = window) {
    this.#send = send;
    this.#clock = clock;
  }

  /**
   * @param {string} cell
   * @param {string} source
   */
  typed(cell, source) {
    this.#stop(cell);
    const timer = this.#clock.setTimeout(() => this.flush(cell), QUIET);
    this.#drafts.set(cell, {source, timer});
  }

  /** Sends what has not been sent; of every cell if none is named. @param {string} [cell] */
  flush(cell) {
    for (const [name, draft] of this.#drafts) {
      if ((cell ?? name) === name && draft.timer !== null) {
        this.#stop(name);
        this.#drafts.set(name, {...draft, timer: null});
        this.#send(name, draft.source);
      }
    }
  }

  /** Sends again what a broken connection may have swallowed. */
  resend() {
    for (const [cell, draft] of this.#drafts) {
      if (draft.timer === null) {
        this.#send(cell, draft.source);
      }
    }
  }

  /**
   * The server has this text now.
   * @param {string} cell
   * @param {string} source
   */
  confirmed(cell, source) {
    const draft = this.#drafts.get(cell);
    if (draft?.timer === null && draft.source === source) {
      this.#drafts.delete(cell);
    }
  }

  /** Drops what was typed; in every cell if none is named. @param {string} [cell] */
  drop(cell) {
    for (const name of cell === undefined ? [...this.#drafts.keys()] : [cell]) {
      this.#stop(name);
      this.#drafts.delete(name);
    }
  }

  /** What the server may not have. @returns {[cell: string, source: string][]} */
  unconfirmed() {
    return [...this.#drafts].map(([cell, {source}]) => [cell, source]);
  }

  /** Whether the learner's text here is newer than the server's. @param {string} cell */
  has(cell) {
    return this.#drafts.has(cell);
  }

  /** @param {string} cell */
  #stop(cell) {
    const timer = this.#drafts.get(cell)?.timer;
    if (timer) {
      this.#clock.clearTimeout(timer);
    }
  }
}
