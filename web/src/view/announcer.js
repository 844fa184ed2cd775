// @ts-check
/**
 * Says what changed in the page's one live region: runs that ended, the kernel's state.
 *
 * @import {Notebook, Run} from "../notebook.js"
 */
import {counts, inLine, pending} from "../notebook.js";
import {verdict} from "../prediction.js";

/**
 * @param {Notebook} before
 * @param {Notebook} after
 * @returns {string} empty if nothing is worth saying
 */
export function announcement(before, after) {
  const ended = [...after.cells].flatMap(([name, {run}]) => {
    const was = before.cells.get(name)?.run;
    return run && !pending(run) && was?.number === run.number && pending(was) ? [endOf(name, run)] : [];
  });
  const trouble = after.trouble !== before.trouble ? after.trouble : "";
  const notice = after.notice !== before.notice ? after.notice : "";
  const place = after.place !== before.place && after.place > 0 ? `${inLine(after)}.` : "";
  return [trouble, notice, place, ...ended].filter(Boolean).join(" ");
}

/**
 * @param {string} name
 * @param {Run} run
 */
function endOf(name, run) {
  const how = {ok: "done", failed: "failed", interrupted: "interrupted", died: "lost its kernel",
    skipped: "skipped", queued: "", running: ""}[run.state];
  const what = [fault(run), counts(run).replaceAll(" · ", ", ")].filter(Boolean).join("; ");
  return [`Cell ${name} ${how}${what ? `: ${what}` : ""}.`, judged(run), run.guess ? verdict(run) : ""].filter(Boolean).join(" ");
}

/** What became of an exercise. @param {Run} run */
function judged({checked}) {
  return checked === null ? "" : checked.passed ? "Solved." : `Not yet. ${checked.message}`;
}

/** What went wrong first, in a line. @param {Run} run */
function fault({shown}) {
  const failed = shown.find(event => event.type === "failed");
  if (failed?.type !== "failed") {
    return "";
  }
  const {type, message, line} = failed.failure;
  const [words] = (message || type).split("\n");
  return line > 0 ? `line ${line}, ${words}` : words;
}
