// @ts-check
/** A cell's editor: CodeMirror with Java, the marks of the trace and the faults of the last run. */
import {EditorState, Prec} from "@codemirror/state";
import {EditorView, drawSelection, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars,
  keymap, lineNumbers} from "@codemirror/view";
import {defaultKeymap, history, historyKeymap, indentWithTab} from "@codemirror/commands";
import {bracketMatching, indentOnInput, indentUnit} from "@codemirror/language";
import {closeBrackets, closeBracketsKeymap} from "@codemirror/autocomplete";
import {setDiagnostics} from "@codemirror/lint";
import {highlightSelectionMatches, searchKeymap} from "@codemirror/search";
import {hangingLines} from "./hanging.js";
import {java} from "./java-language.js";
import {causeMarks, lightLine, setMarks} from "./marks.js";
import {theme} from "./theme.js";

/**
 * @typedef {object} Options
 * @property {HTMLElement} parent
 * @property {string} source
 * @property {string} label for screen readers
 * @property {boolean} locked
 * @property {string} nonce lets CodeMirror's style element past the content security policy
 * @property {() => void} typed the learner changed the text
 * @property {() => void} left the editor lost the focus
 * @property {(advance: boolean) => void} run advance: go on to the next cell
 * @property {(line: number) => void} pointed at a line with a mark; 0 for none
 */
/** @typedef {{line: number, column: number, endLine: number, endColumn: number, message: string}} Place */

/** What turns the direction of text and CodeMirror does not mark by itself. */
const TURNING = /[\u202a-\u202c\u2068]/g;

export class Editor {
  #view;
  #setting = false;

  /** @param {Options} options */
  constructor(options) {
    this.#view = new EditorView({
      parent: options.parent,
      state: EditorState.create({doc: options.source, extensions: this.#extensions(options)}),
    });
  }

  get source() {
    return this.#view.state.doc.toString();
  }

  /** Puts another text in place of the learner's, with the cursor where it can stay. @param {string} source */
  set source(source) {
    const {state} = this.#view;
    if (source === this.source) {
      return;
    }
    this.#setting = true;
    const anchor = Math.min(state.selection.main.head, source.length);
    this.#view.dispatch({changes: {from: 0, to: state.doc.length, insert: source}, selection: {anchor}});
    this.#setting = false;
  }

  focus() {
    this.#view.focus();
  }

  /** Moves the cursor to a line, as it stands now. @param {number} line */
  goTo(line) {
    const {doc} = this.#view.state;
    const anchor = doc.line(Math.min(Math.max(line, 1), doc.lines)).from;
    this.#view.dispatch({selection: {anchor}, effects: EditorView.scrollIntoView(anchor, {y: "center"})});
    this.#view.focus();
  }

  /** @param {ReadonlyMap<number, import("./marks.js").LineMark>} marks */
  mark(marks) {
    setMarks(this.#view, marks);
  }

  /** @param {number} line 0 for none */
  light(line) {
    lightLine(this.#view, line);
  }

  /** Underlines where the last run went wrong; null where it did not. @param {Place | null} place */
  fault(place) {
    const {state} = this.#view;
    const at = place && place.line > 0 && place.line <= state.doc.lines ? [fault(state, place)] : [];
    this.#view.dispatch(setDiagnostics(state, at));
  }

  destroy() {
    this.#view.destroy();
  }

  /**
   * @param {Options} options
   * @returns {import("@codemirror/state").Extension}
   */
  #extensions({label, locked, nonce, typed, left, run, pointed}) {
    return [
      EditorView.cspNonce.of(nonce),
      EditorView.contentAttributes.of({"aria-label": label, "aria-readonly": String(locked), tabindex: "0"}),
      EditorState.readOnly.of(locked),
      Prec.highest(runKeys(run)),
      causeMarks(pointed), lineNumbers(), highlightActiveLine(), highlightActiveLineGutter(),
      history(), drawSelection(), highlightSpecialChars({addSpecialChars: TURNING}), highlightSelectionMatches(),
      EditorView.lineWrapping, hangingLines, java(), indentUnit.of("    "), indentOnInput(), bracketMatching(), closeBrackets(), theme,
      keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...searchKeymap, indentWithTab]),
      EditorView.domEventHandlers({blur: left}),
      EditorView.updateListener.of(update => {
        if (update.docChanged && !this.#setting) {
          typed();
        }
      }),
    ];
  }
}

/** @param {(advance: boolean) => void} run */
function runKeys(run) {
  const then = (/** @type {boolean} */ advance) => () => {
    run(advance);
    return true;
  };
  return keymap.of([{key: "Shift-Enter", run: then(true)}, {key: "Mod-Enter", run: then(false)}]);
}

/**
 * A fault without columns is the whole line's.
 * @param {EditorState} state
 * @param {Place} place
 * @returns {import("@codemirror/lint").Diagnostic}
 */
function fault(state, {line, column, endLine, endColumn, message}) {
  const start = state.doc.line(line);
  const end = state.doc.line(Math.min(Math.max(endLine, line), state.doc.lines));
  const indent = start.text.length - start.text.trimStart().length;
  const from = Math.min(start.from + (column > 0 ? column - 1 : indent), start.to);
  const to = endColumn > 0 ? Math.min(end.from + endColumn - 1, end.to) : start.to;
  return to > from
    ? {from, to, severity: "error", message}
    : {from: Math.max(start.from, from - 1), to: from, severity: "error", message};
}
