// @ts-check
import {ahead, apply, busy, counted, counts, edited, inLine, sleeps, statements, untouched, waits} from "../src/notebook.js";
import {after, begun, cause, statement} from "./events.js";
import {equal} from "./check.js";

const fresh = () => untouched([["a", "1 + 1"], ["b", "2"], ["c", "3"]]);
const run = (/** @type {import("../src/notebook.js").Notebook} */ n, cell = "a") => {
  const found = n.cells.get(cell)?.run;
  if (!found) {
    throw new Error(`cell ${cell} has no run`);
  }
  return found;
};
const text = (/** @type {string} */ t, stream = "out") => ({type: "output", run: 1, cell: "a", stream, text: t});
/** A cell to which nothing has happened. */
const untold = {run: null, passed: false, guess: null, revealed: {hints: 0, solution: false}};

export const tests = {
  "a run goes from queued to running to its status"() {
    let n = after(fresh(), {type: "queued", run: 1, cell: "a", source: "x"});
    equal([run(n).state, run(n).source, busy(n)], ["queued", "x", true]);
    n = after(n, {type: "started", run: 1, cell: "a"});
    equal(run(n).state, "running");
    n = after(n, {type: "finished", run: 1, cell: "a", status: "failed", millis: 12});
    equal([run(n).state, run(n).millis, busy(n)], ["failed", 12, false]);
  },
  "an Event that was applied before changes nothing"() {
    const n = after(fresh(), ...begun(1), text("one\n"));
    equal(apply(n, /** @type {any} */ ({...text("one\n"), seq: n.seq})) === n, true);
  },
  "a new run voids what the cell showed"() {
    const n = after(fresh(), ...begun(1), text("old"), statement(), ...begun(2));
    equal([run(n).shown, run(n).trace, run(n).number], [[], [], 2]);
  },
  "Events of an earlier run are ignored"() {
    const n = after(fresh(), ...begun(1), ...begun(2), text("late"),
      {type: "finished", run: 1, cell: "a", status: "ok", millis: 1});
    equal([run(n).shown, run(n).state], [[], "running"]);
  },
  "an Event of a cell that the page does not have changes nothing but the number"() {
    const n = after(fresh(), ...begun(1, "gone"));
    equal([n.seq, [...n.cells.keys()], busy(n)], [2, ["a", "b", "c"], false]);
  },
  "output of one stream runs together, of two stays in order"() {
    const n = after(fresh(), ...begun(1), text("a"), text("b"), text("!", "err"), text("c"));
    equal(run(n).shown.map(e => e.type === "output" ? e.text : ""), ["ab", "!", "c"]);
  },
  "the trace stands in the order of sending, not of arrival"() {
    const n = after(fresh(), ...begun(1), statement({order: 2}), statement({order: 4}),
      statement({order: 1}), statement({order: 3}));
    equal(run(n).trace.map(e => e.order), [1, 2, 3, 4]);
  },
  "a limit's last word replaces its first"() {
    const met = {type: "truncated", run: 1, cell: "a", what: "output", limit: 10};
    const n = after(fresh(), ...begun(1), {...met, leftOut: 0}, {...met, leftOut: 5}, {...met, what: "statements", leftOut: 1});
    equal(run(n).shown.map(e => e.type === "truncated" ? [e.what, e.leftOut] : []), [["output", 5], ["statements", 1]]);
  },
  "a run waits for those before it, then in line, then for its kernel"() {
    const line = (/** @type {number} */ place) => ({type: "kernel", state: "waiting", message: "", replayed: [], place});
    let n = after(fresh(), {type: "queued", run: 1, cell: "a", source: "x"}, {type: "queued", run: 2, cell: "b", source: "y"}, line(3));
    equal([waits(n, run(n)), waits(n, run(n, "b"))], ["Waiting for a kernel: 3rd in line", "waits, 1 before it"]);
    equal([1, 2, 4, 11, 12, 13, 21, 112].map(place => inLine(after(n, line(place))).match(/\d+\w+/)?.[0]),
      ["1st", "2nd", "4th", "11th", "12th", "13th", "21st", "112th"]);
    n = after(n, {type: "kernel", state: "starting", message: "", replayed: [], place: 0});
    equal([waits(n, run(n)), inLine(n), n.place], ["waits for the kernel", "", 0]);
    equal(waits(after(n, {type: "started", run: 1, cell: "a"}), run(after(n, {type: "started", run: 1, cell: "a"}))), "");
  },
  "a kernel sleeps once it has run something"() {
    const asleep = {type: "kernel", state: "asleep", message: "Nothing ran here.", replayed: [], place: 0};
    equal(sleeps(after(fresh(), asleep)), false);
    const n = after(fresh(), ...begun(1), {type: "finished", run: 1, cell: "a", status: "ok", millis: 1}, asleep);
    equal([sleeps(n), run(n).earlier, n.notice], [true, true, "Nothing ran here."]);
    equal(sleeps(after(n, {...asleep, state: "ready"})), false);
  },
  "edits and the lesson's text are told apart"() {
    const n = after(fresh(), {type: "edited", cell: "a", source: "mine"});
    const [a, b] = ["a", "b"].map(name => n.cells.get(name));
    equal([a && edited(a), b && edited(b), a?.source], [true, false, "mine"]);
  },
  "cleared puts everything back"() {
    const n = after(fresh(), {type: "edited", cell: "a", source: "mine"}, ...begun(1), {type: "cleared"});
    equal([n.cells.get("a"), n.cells.get("b")],
      [{lesson: "1 + 1", source: "1 + 1", ...untold}, {lesson: "2", source: "2", ...untold}]);
  },
  "an exercise once passed stays passed, and each run tells how it fared itself"() {
    const checked = {type: "checked", run: 1, cell: "a", passed: true, message: "", detail: ""};
    let n = after(fresh(), ...begun(1), checked);
    equal([run(n).checked?.passed, n.cells.get("a")?.passed, n.cells.get("b")?.passed], [true, true, false]);
    n = after(n, ...begun(2), {...checked, run: 2, passed: false, message: "One query is enough."});
    equal([run(n).checked?.message, n.cells.get("a")?.passed], ["One query is enough.", true]);
    equal(after(n, {type: "cleared"}).cells.get("a")?.passed, false);
  },
  "the check that was passed in an earlier run is known though that run is not"() {
    const n = after(fresh(), {type: "checked", run: 1, cell: "a", passed: true, message: "", detail: ""}, ...begun(2));
    equal([n.cells.get("a")?.passed, run(n).checked], [true, null]);
  },
  "answers outlive runs, and go when the notebook is cleared"() {
    const guess = {selects: 1, inserts: 0, updates: 0, deletes: 0};
    let n = after(fresh(), {type: "predicted", cell: "a", ...guess}, {type: "revealed", cell: "a", hints: 2, solution: false}, ...begun(1));
    equal([n.cells.get("a")?.guess, run(n).guess, n.cells.get("a")?.revealed], [guess, guess, {hints: 2, solution: false}]);
    equal(n.cells.get("b"), {lesson: "2", source: "2", ...untold});
    n = after(n, {type: "cleared"});
    equal(n.cells.get("a"), {lesson: "1 + 1", source: "1 + 1", ...untold});
  },
  "a guess made after a run is about the next run alone"() {
    const guess = {type: "predicted", cell: "a", selects: 1, inserts: 0, updates: 0, deletes: 0};
    let n = after(fresh(), guess, ...begun(1), {...guess, selects: 2});
    equal([run(n).guess, n.cells.get("a")?.guess?.selects], [null, 2]);
    n = after(n, ...begun(2));
    equal(run(n).guess?.selects, 2);
  },
  "results outlive their kernel, marked, until replayed"() {
    const gone = {type: "kernel", state: "died", message: "Out of memory.", replayed: []};
    let n = after(fresh(), ...begun(1), text("x"), ...begun(2, "b"), gone);
    equal([run(n).earlier, run(n, "b").earlier, run(n).shown.length, n.notice], [true, true, 1, "Out of memory."]);
    n = after(n, {type: "kernel", state: "ready", message: "", replayed: ["a"]});
    equal([run(n).earlier, run(n, "b").earlier, n.kernel, n.notice], [false, true, "ready", "Out of memory."]);
    n = after(n, ...begun(3, "b"));
    equal([run(n, "b").earlier, n.notice], [false, ""]);
  },
  "a fault is shown and has no number"() {
    const n = apply(fresh(), {type: "fault", message: "That is no Command."});
    equal([n.notice, n.seq], ["That is no Command.", 0]);
  },
  "a notice stands until it is over, whatever else is told"() {
    let n = apply(fresh(), {type: "notice", message: "The disk is full."});
    n = after(n, ...begun(1));
    equal([n.trouble, n.notice], ["The disk is full.", ""]);
    equal(apply(n, {type: "notice", message: ""}).trouble, "");
  },
  "a fault and a notice of the same words are said once"() {
    const full = apply(fresh(), {type: "notice", message: "The disk is full."});
    equal(apply(full, {type: "fault", message: "The disk is full."}).notice, "");
    equal(apply(full, {type: "fault", message: "No."}).notice, "No.");
    const refused = apply(fresh(), {type: "fault", message: "The disk is full."});
    equal(apply(refused, {type: "notice", message: "The disk is full."}).notice, "");
  },
  "a queued cell knows how many are before it"() {
    const n = after(fresh(), ...begun(1), {type: "queued", run: 2, cell: "b", source: ""},
      {type: "queued", run: 3, cell: "c", source: ""});
    equal([ahead(n, run(n)), ahead(n, run(n, "b")), ahead(n, run(n, "c"))], [0, 1, 2]);
  },
  "what Sessions held belongs to a run and goes with it"() {
    const context = {type: "context", run: 1, cell: "a", sessions: [], leftOut: 0};
    const n = after(fresh(), ...begun(1), context);
    equal([run(n).context?.sessions, run(after(n, ...begun(2))).context], [[], null]);
  },
  "counts name what there is and leave out what there is not"() {
    const begin = {type: "transaction", run: 1, cell: "a", line: 1, order: 1, connection: 1, action: "begin", nanos: 1};
    const n = after(fresh(), ...begun(1), begin, statement({order: 2}), statement({order: 3, cause: cause("lazy")}),
      {...begin, action: "commit", order: 4});
    equal([counts(run(n)), statements(run(n)).length], ["2 statements · 1 transaction", 2]);
    equal(counts(run(after(fresh(), ...begun(1)))), "");
    equal(counted(1200, "row"), "1,200 rows");
  },
  "the state before is never changed"() {
    const before = after(fresh(), ...begun(1), text("a"));
    const kept = JSON.stringify([...before.cells]);
    after(before, text("b"), statement(), {type: "cleared"});
    equal(JSON.stringify([...before.cells]), kept);
  },
};
