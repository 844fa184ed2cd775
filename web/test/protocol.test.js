// @ts-check
/** The samples of PROTOCOL.md are read as the page reads them. */
import {parse} from "../src/protocol.js";
import {apply, untouched} from "../src/notebook.js";
import {equal, throwsWith} from "./check.js";

const document = await (await fetch("/PROTOCOL.md")).text();
const samples = (/** @type {string} */ kind) =>
  [...document.matchAll(/```json (command|event)\n(.*?)```/gs)].filter(m => m[1] === kind).map(m => m[2]);

export const tests = {
  "every Event sample is read and applied, in the order of the document"() {
    const events = samples("event").map(parse);
    const all = events.reduce(apply, untouched([["seed", ""], ["author", ""]]));
    equal(new Set(events.map(e => e.type)).size, 35);
    equal([all.seq, all.notice, all.kernel], [52, "There is no cell called seeds.", "asleep"]);
  },
  "the samples of one run add up to its result"() {
    const events = samples("event").map(parse).filter(e => "run" in e);
    const run = events.reduce(apply, untouched([["seed", ""]])).cells.get("seed")?.run;
    equal([run?.state, run?.millis, run?.shown.map(e => e.type), run?.trace.map(e => e.type)],
      ["ok", 14, ["output", "value", "failed", "failed", "truncated"], ["statement", "transaction", "connection"]]);
    equal([run?.checked?.passed, run?.checked?.message],
      [false, "One query is enough: fetch the books with their authors."]);
    equal(run?.context?.sessions.map(s => [s.variable, s.entities.length]), [["session", 2]]);
  },
  "there is a sample of every Command the page sends"() {
    equal([...new Set(samples("command").map(text => JSON.parse(text).type))],
      ["hello", "run", "interrupt", "restart", "edit", "reset", "compare", "predict", "choose", "reveal",
        "table", "explain", "describe_model", "translate", "ping"]);
  },
  "what cannot be seen is shown as an escape"() {
    const event = parse(JSON.stringify({type: "output", text: "a\u0000\u001b[2J\u202eb\u2028\t\nc\r\n שלום"}));
    equal(/** @type {any} */ (event).text, "a\\u0000\\u001b[2J\\u202eb\\u2028\t\nc\r\n שלום");
  },
  "the learner's own text stays as it is"() {
    const event = parse(JSON.stringify({type: "edited", cell: "seed", source: "int a\u202eb;"}));
    equal(/** @type {any} */ (event).source, "int a\u202eb;");
  },
  "what is no Event is refused"() {
    throwsWith(() => parse("{\"type\": \"fly\"}"), "not an Event");
    throwsWith(() => parse("null"), "not an Event");
    throwsWith(() => parse("{"), "SyntaxError");
  },
};
