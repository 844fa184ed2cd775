// @ts-check
/**
 * The state of a notebook is its Events applied in order: pure functions, no effect anywhere.
 *
 * @import {Event, OfRun, Output, Value, Declared, Failed, Checked, Truncated, Status, KernelState, Kernel,
 *   Queued, TraceEvent, Statement, Context, Flush, Step, Rows, Finding, Strategies, Comparing, Compared,
 *   Folded, Counts, Predicted, Chose, Answer, Ask} from "./protocol.js"
 */

/** @typedef {"queued" | "running" | Status} RunState */
/** @typedef {Output | Value | Declared | Failed | Truncated} Shown what a run leaves below its cell */

/**
 * @typedef {object} Run
 * @property {number} number
 * @property {string} source as it was run
 * @property {RunState} state
 * @property {number} millis 0 until it is over
 * @property {boolean} earlier whether its kernel has gone since
 * @property {readonly Shown[]} shown
 * @property {Checked | null} checked what became of the exercise; null if it is none, or did not run to its end
 * @property {readonly TraceEvent[]} trace in the order in which things were sent
 * @property {readonly Flush[]} flushes
 * @property {readonly Step[]} steps what Sessions held within it, in order
 * @property {Context | null} context what Sessions held after it
 * @property {readonly Rows[]} rows of the tables it wrote to
 * @property {readonly Finding[]} findings
 * @property {Strategies | null} strategies other ways to fetch what it fetched
 * @property {Comparing | null} comparing until it is compared
 * @property {Compared | null} compared
 * @property {Folded | null} folded what the trace does not tell, counted
 * @property {Counts | null} guess what the learner said before it that it would send
 */

/**
 * @typedef {object} Cell
 * @property {string} lesson the lesson's own text
 * @property {string} source the learner's text
 * @property {Run | null} run the latest
 * @property {boolean} passed whether it is an exercise that a run of it has passed, not only the latest
 * @property {Counts | null} guess what the learner said last that it will send
 * @property {{hints: number, solution: boolean}} revealed of an exercise
 */

/**
 * @typedef {object} Notebook
 * @property {number} seq of the last Event
 * @property {ReadonlyMap<string, Cell>} cells in the page's order
 * @property {KernelState} kernel
 * @property {number} place in the line of those who wait for a kernel, from 1; 0 if it does not wait
 * @property {string} trouble what stands in the way of everything just now, empty if nothing does
 * @property {string} notice what the learner should know about the kernel or a refused Command
 * @property {ReadonlyMap<string, Chose>} choices the latest answer to each quiz
 * @property {ReadonlyMap<string, Answer>} answers by what was asked, see `keyOf`; the latest of each
 */

/**
 * A notebook to which nothing has happened.
 * @param {Iterable<readonly [name: string, source: string]>} cells
 * @returns {Notebook}
 */
export function untouched(cells) {
  const all = [...cells].map(
    ([name, source]) => /** @type {const} */ ([name, {lesson: source, source, ...NOTHING}]));
  return {seq: 0, cells: new Map(all), kernel: "asleep", place: 0, trouble: "", notice: "", choices: new Map(), answers: new Map()};
}

/** What a cell has to which nothing has happened. */
const NOTHING = {run: null, passed: false, guess: null, revealed: {hints: 0, solution: false}};

/**
 * The notebook after one more Event; an Event already applied changes nothing.
 * @param {Notebook} notebook
 * @param {Event} event
 * @returns {Notebook}
 */
export function apply(notebook, event) {
  if (!("seq" in event) || event.seq === undefined) {
    return unnumbered(notebook, event);
  }
  return event.seq <= notebook.seq ? notebook : {...numbered(notebook, event), seq: event.seq};
}

/**
 * Nothing is said twice.
 *
 * @param {Notebook} notebook
 */
function told(notebook) {
  return notebook.notice === notebook.trouble ? {...notebook, notice: ""} : notebook;
}

/**
 * @param {Notebook} notebook
 * @param {Event} event
 */
function unnumbered(notebook, event) {
  switch (event.type) {
    case "notice": return told({...notebook, trouble: event.message});
    case "fault": return told({...notebook, notice: event.message});
    case "table_page": return answered(notebook, {...event, type: "table"}, event);
    case "plan": return answered(notebook, {...event, type: "explain"}, event);
    case "model": return answered(notebook, {type: "describe_model"}, event);
    case "dialects": return answered(notebook, {type: "translate", query: event.query}, event);
    case "declined": return answered(notebook, event.ask, event);
    default: return notebook;
  }
}

/**
 * @param {Notebook} notebook
 * @param {Ask} ask
 * @param {Answer} answer
 */
function answered(notebook, ask, answer) {
  return {...notebook, answers: new Map(notebook.answers).set(keyOf(ask), answer)};
}

/**
 * What an Ask is about, as a key: a later answer to it replaces the earlier one.
 * @param {Ask} ask
 */
export function keyOf(ask) {
  switch (ask.type) {
    case "table": return `table ${ask.connection} ${ask.table}`;
    case "explain": return `explain ${ask.run} ${ask.order}`;
    case "describe_model": return "model";
    case "translate": return `translate ${ask.query ?? ""}`;
  }
}

/**
 * @param {Notebook} notebook
 * @param {Event} event
 * @returns {Notebook}
 */
function numbered(notebook, event) {
  switch (event.type) {
    case "queued":
      return {...changed(notebook, event.cell, cell => ({...cell, run: {...queued(event), guess: cell.guess}})), notice: ""};
    case "started":
      return ofRun(notebook, event, run => ({...run, state: "running"}));
    case "checked":
      return checked(notebook, event);
    case "finished":
      return ofRun(notebook, event, run => ({...run, state: event.status, millis: event.millis}));
    case "statement":
    case "transaction":
    case "connection":
      return ofRun(notebook, event, run => ({...run, trace: inserted(run.trace, event)}));
    case "flush":
      return ofRun(notebook, event, run => ({...run, flushes: [...run.flushes, event]}));
    case "step":
      return ofRun(notebook, event, run => ({...run, steps: [...run.steps, event]}));
    case "context":
      return ofRun(notebook, event, run => ({...run, context: event}));
    case "rows":
      return ofRun(notebook, event, run => ({...run, rows: [...run.rows, event]}));
    case "finding":
      return ofRun(notebook, event, run => ({...run, findings: [...run.findings, event]}));
    case "strategies":
      return ofRun(notebook, event, run => ({...run, strategies: event}));
    case "comparing":
      return ofRun(notebook, event, run => ({...run, comparing: event}));
    case "compared":
      return ofRun(notebook, event, run => ({...run, comparing: null, compared: event}));
    case "folded":
      return ofRun(notebook, event, run => ({...run, folded: event}));
    case "output":
    case "value":
    case "declared":
    case "failed":
    case "truncated":
      return ofRun(notebook, event, run => ({...run, shown: appended(run.shown, event)}));
    case "edited":
      return changed(notebook, event.cell, cell => ({...cell, source: event.source}));
    case "kernel":
      return kernel(notebook, event);
    case "cleared":
      return {
        ...everyCell(notebook, cell => ({...cell, source: cell.lesson, ...NOTHING})),
        kernel: "asleep", place: 0, notice: "", choices: new Map(), answers: new Map(),
      };
    case "predicted":
      return changed(notebook, event.cell, cell => predicted(cell, event));
    case "chose":
      return {...notebook, choices: new Map(notebook.choices).set(event.quiz, event)};
    case "revealed":
      return changed(notebook, event.cell, cell => ({...cell, revealed: {hints: event.hints, solution: event.solution}}));
    default:
      return notebook;
  }
}

/**
 * @param {Queued} event
 * @returns {Run}
 */
function queued({run, source}) {
  return {
    number: run, source, state: "queued", millis: 0, earlier: false, shown: [], checked: null, trace: [], flushes: [], steps: [],
    context: null, rows: [], findings: [], strategies: null, comparing: null, compared: null, folded: null, guess: null,
  };
}

/**
 * An exercise once passed stays passed, whatever its later runs come to.
 * @param {Notebook} notebook
 * @param {Checked} event
 */
function checked(notebook, event) {
  const told = ofRun(notebook, event, run => ({...run, checked: event}));
  return event.passed ? changed(told, event.cell, cell => ({...cell, passed: true})) : told;
}

/**
 * A new guess is about the next run; the last was made without it.
 * @param {Cell} cell
 * @param {Predicted} event
 * @returns {Cell}
 */
function predicted(cell, {selects, inserts, updates, deletes}) {
  return {...cell, run: cell.run && {...cell.run, guess: null}, guess: {selects, inserts, updates, deletes}};
}

/**
 * Changes the run that an Event speaks of, if it is still its cell's latest.
 * @param {Notebook} notebook
 * @param {OfRun} event
 * @param {(run: Run) => Run} change
 */
function ofRun(notebook, event, change) {
  return changed(notebook, event.cell, cell =>
    cell.run?.number === event.run ? {...cell, run: change(cell.run)} : cell);
}

/**
 * @param {Notebook} notebook
 * @param {string} name
 * @param {(cell: Cell) => Cell} change
 * @returns {Notebook}
 */
function changed(notebook, name, change) {
  const cell = notebook.cells.get(name);
  if (!cell) {
    return notebook;
  }
  return {...notebook, cells: new Map(notebook.cells).set(name, change(cell))};
}

/**
 * @param {Notebook} notebook
 * @param {(cell: Cell, name: string) => Cell} change
 * @returns {Notebook}
 */
function everyCell(notebook, change) {
  const cells = [...notebook.cells].map(
    ([name, cell]) => /** @type {const} */ ([name, change(cell, name)]));
  return {...notebook, cells: new Map(cells)};
}

/**
 * Statements arrive when their last row was read; `order` says when they were sent.
 * @param {readonly TraceEvent[]} trace
 * @param {TraceEvent} event
 */
function inserted(trace, event) {
  let at = trace.length;
  while (at > 0 && trace[at - 1].order > event.order) {
    at--;
  }
  return at === trace.length
    ? [...trace, event]
    : [...trace.slice(0, at), event, ...trace.slice(at)];
}

/**
 * Output of one stream runs together; a limit's last word replaces its first.
 * @param {readonly Shown[]} shown
 * @param {Shown} event
 */
function appended(shown, event) {
  const last = shown.at(-1);
  if (event.type === "output" && last?.type === "output" && last.stream === event.stream) {
    return [...shown.slice(0, -1), {...event, text: last.text + event.text}];
  }
  if (event.type === "truncated") {
    return [...shown.filter(e => e.type !== "truncated" || e.what !== event.what), event];
  }
  return [...shown, event];
}

/**
 * @param {Notebook} notebook
 * @param {Kernel} event
 * @returns {Notebook}
 */
function kernel(notebook, event) {
  const gone = ["asleep", "died", "restarted"].includes(event.state);
  const next = everyCell(notebook, (cell, name) => {
    const earlier = gone || (cell.run?.earlier ?? false) && !event.replayed.includes(name);
    return cell.run && cell.run.earlier !== earlier ? {...cell, run: {...cell.run, earlier}} : cell;
  });
  const place = event.state === "waiting" ? event.place : 0;
  return {...next, kernel: event.state, place, notice: event.message || notebook.notice};
}

/**
 * Whether a run has not ended.
 * @param {Run | null} run
 */
export function pending(run) {
  return run?.state === "queued" || run?.state === "running";
}

/**
 * Whether anything runs or waits to run.
 * @param {Notebook} notebook
 */
export function busy(notebook) {
  return [...notebook.cells.values()].some(cell => pending(cell.run));
}

/**
 * How many runs come before this one.
 * @param {Notebook} notebook
 * @param {Run} run
 */
export function ahead(notebook, run) {
  return [...notebook.cells.values()]
    .filter(cell => cell.run && pending(cell.run) && cell.run.number < run.number).length;
}

/**
 * What a queued run waits for, in words; empty for one that is not queued.
 * @param {Notebook} notebook
 * @param {Run | null} run
 */
export function waits(notebook, run) {
  if (run?.state !== "queued") {
    return "";
  }
  const before = ahead(notebook, run);
  return before > 0 ? `waits, ${before} before it` : inLine(notebook) || "waits for the kernel";
}

/**
 * `Waiting for a kernel: 3rd in line`; empty for a notebook that does not wait.
 * @param {Notebook} notebook
 */
export function inLine({place}) {
  return place > 0 ? `Waiting for a kernel: ${ordinal(place)} in line` : "";
}

/** @param {number} n */
function ordinal(n) {
  const teens = n % 100 > 10 && n % 100 < 14;
  return `${n}${teens ? "th" : ["th", "st", "nd", "rd"][n % 10] ?? "th"}`;
}

/**
 * Whether its kernel sleeps after it has run something.
 * @param {Notebook} notebook
 */
export function sleeps({kernel, cells}) {
  return kernel === "asleep" && [...cells.values()].some(cell => cell.run !== null);
}

/**
 * Whether the learner's text differs from the lesson's.
 * @param {Cell} cell
 */
export function edited(cell) {
  return cell.source !== cell.lesson;
}

/**
 * @param {Run} run
 * @returns {Statement[]}
 */
export function statements(run) {
  return /** @type {Statement[]} */ (run.trace.filter(event => event.type === "statement"));
}

/**
 * How much the database was asked: `3 statements · 1 transaction`; empty if nothing.
 * @param {Run} run
 */
export function counts(run) {
  const begun = run.trace.filter(e => e.type === "transaction" && e.action === "begin").length;
  const all = statements(run).length + (run.folded?.statements ?? 0);
  return [counted(all, "statement"), counted(begun + (run.folded?.transactions ?? 0), "transaction")]
    .filter(Boolean).join(" · ");
}

/**
 * `1 row`, `2 rows`; empty for none.
 * @param {number} n
 * @param {string} noun
 */
export function counted(n, noun) {
  return n === 0 ? "" : `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;
}
