// @ts-check
/**
 * The page's edge: one notebook, one connection, one screen. Events change the notebook, the
 * notebook is drawn once a frame, the learner's wishes go out as Commands.
 *
 * @import {Event as NotebookEvent} from "./protocol.js"
 */
import {NotebookCell} from "./cell/cell.js";
import {Drafts} from "./drafts.js";
import {keep, take} from "./keep.js";
import {Link} from "./link.js";
import {apply, untouched} from "./notebook.js";
import {WholeTable} from "./output/whole-table.js";
import {Page} from "./view/page.js";
import {CellPrediction} from "./view/prediction.js";
import {LessonQuiz} from "./view/quiz.js";

customElements.define("notebook-cell", NotebookCell);
customElements.define("cell-prediction", CellPrediction);
customElements.define("lesson-quiz", LessonQuiz);
customElements.define("whole-table", WholeTable);

const id = document.body.dataset.notebook ?? "";
const drafts = new Drafts((cell, source) => link.send({type: "edit", cell, source}));
const page = new Page(document, command => link.send(command), drafts);
let notebook = untouched(page.sources());
/** @type {import("./link.js").LinkState} */
let linkState = "connecting";
let frame = 0;

const link = new Link({
  after: () => notebook.seq,
  event: happened,
  state(state) {
    linkState = state;
    if (state === "connected") {
      notebook = {...notebook, trouble: ""}; // what is left of it, the server says again
      drafts.resend();
    }
    drawSoon();
  },
}, () => new WebSocket(address()));

/** @param {NotebookEvent} event */
function happened(event) {
  notebook = apply(notebook, event);
  if (event.type === "edited") {
    drafts.confirmed(event.cell, event.source);
  } else if (event.type === "cleared") {
    drafts.drop();
  }
  drawSoon();
}

function drawSoon() {
  frame ||= requestAnimationFrame(() => {
    frame = 0;
    page.show(notebook, linkState);
  });
}

function address() {
  const {protocol, host} = window.location;
  return `${protocol === "https:" ? "wss" : "ws"}://${host}/notebooks/${encodeURIComponent(id)}/events`;
}

window.addEventListener("pagehide", () => {
  drafts.flush();
  if (linkState !== "connected" && drafts.unconfirmed().length > 0) {
    keep(id, drafts.unconfirmed());
  }
});
window.addEventListener("online", () => link.retry());
page.start(/** @type {HTMLElement | null} */ (document.querySelector("script[nonce]"))?.nonce ?? "");
take(id).forEach(([cell, source]) => page.restore(cell, source));
page.show(notebook, linkState);
link.open();
