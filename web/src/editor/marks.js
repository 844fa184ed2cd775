// @ts-check
/**
 * Marks lines with what they caused: a colour, and how many statements. A mark keeps the number
 * its line had when the cell ran, and stays with its line while the learner types.
 */
import {RangeSet, StateEffect, StateField} from "@codemirror/state";
import {Decoration, EditorView, GutterMarker, gutter} from "@codemirror/view";

/** @typedef {{colour: string, statements: number}} LineMark */

/** @type {import("@codemirror/state").StateEffectType<ReadonlyMap<number, LineMark>>} */
const replace = StateEffect.define();
/** The line to light up; 0 for none. @type {import("@codemirror/state").StateEffectType<number>} */
const light = StateEffect.define();

class Mark extends GutterMarker {
  /**
   * @param {number} line
   * @param {LineMark} mark
   */
  constructor(line, mark) {
    super();
    this.line = line;
    this.mark = mark;
    this.elementClass = `cm-cause cause-${mark.colour}`;
  }

  /** @param {Mark} other */
  eq(other) {
    return this.line === other.line && this.mark.colour === other.mark.colour
      && this.mark.statements === other.mark.statements;
  }

  toDOM() {
    const {statements} = this.mark;
    const dot = document.createElement("span");
    dot.className = "dot";
    dot.textContent = statements > 99 ? "99+" : statements > 1 ? String(statements) : "";
    dot.title = `${statements} statement${statements > 1 ? "s" : ""}`;
    return dot;
  }
}

/** @typedef {{marks: RangeSet<Mark>, lit: number}} Marks */

/** @type {StateField<Marks>} */
const field = StateField.define({
  create: () => ({marks: RangeSet.empty, lit: 0}),
  update(value, transaction) {
    let {marks, lit} = value;
    marks = marks.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(replace)) {
        marks = placed(effect.value, transaction.state.doc);
      } else if (effect.is(light)) {
        lit = effect.value;
      }
    }
    return marks === value.marks && lit === value.lit ? value : {marks, lit};
  },
  provide: f => EditorView.decorations.compute([f], state => decorations(state, state.field(f))),
});

/**
 * @param {ReadonlyMap<number, LineMark>} marks
 * @param {import("@codemirror/state").Text} doc
 */
function placed(marks, doc) {
  const ranges = [...marks]
    .filter(([line]) => line <= doc.lines)
    .map(([line, mark]) => new Mark(line, mark).range(doc.line(line).from));
  return RangeSet.of(ranges, true);
}

/**
 * @param {import("@codemirror/state").EditorState} state
 * @param {Marks} marks
 */
function decorations(state, {marks, lit}) {
  /** @type {Map<number, import("@codemirror/state").Range<Decoration>>} */
  const byLine = new Map();
  marks.between(0, state.doc.length, (from, _, {line, mark}) => {
    const classes = `cm-caused cause-${mark.colour}${line === lit ? " lit" : ""}`;
    const start = state.doc.lineAt(from).from;
    byLine.set(start, Decoration.line({class: classes}).range(start));
  });
  if (lit > 0 && lit <= state.doc.lines && ![...marksOf(marks)].some(mark => mark.line === lit)) {
    // A line that caused nothing has no mark that would stay with it; it is lit as it stands.
    const start = state.doc.line(lit).from;
    byLine.set(start, Decoration.line({class: "cm-passed lit"}).range(start));
  }
  return Decoration.set([...byLine.values()], true);
}

/** @param {RangeSet<Mark>} marks */
function* marksOf(marks) {
  for (const cursor = marks.iter(); cursor.value; cursor.next()) {
    yield cursor.value;
  }
}

/**
 * The number that the line at a document position had when the cell ran; 0 if it caused nothing.
 * @param {import("@codemirror/state").EditorState} state
 * @param {number} position
 */
export function causeAt(state, position) {
  const {from, to} = state.doc.lineAt(position);
  let found = 0;
  state.field(field).marks.between(from, to, (_from, _to, mark) => {
    found = mark.line;
  });
  return found;
}

/**
 * @param {EditorView} view
 * @param {ReadonlyMap<number, LineMark>} marks by line, as the cell stands now
 */
export function setMarks(view, marks) {
  view.dispatch({effects: replace.of(marks)});
}

/**
 * @param {EditorView} view
 * @param {number} line as the cell ran; 0 for none
 */
export function lightLine(view, line) {
  if (view.state.field(field).lit !== line) {
    view.dispatch({effects: light.of(line)});
  }
}

/** @param {(line: number) => void} pointed told which marked line is under pointer or cursor; 0 for none */
export function causeMarks(pointed) {
  return [
    field,
    gutter({class: "cm-causes", markers: view => view.state.field(field).marks}),
    EditorView.domEventHandlers({
      mousemove(event, view) {
        const position = view.posAtCoords({x: event.clientX, y: event.clientY}, false);
        pointed(causeAt(view.state, position));
      },
      mouseleave: () => pointed(0),
      blur: () => pointed(0),
    }),
    EditorView.updateListener.of(({selectionSet, view}) => {
      if (selectionSet && view.hasFocus) {
        pointed(causeAt(view.state, view.state.selection.main.head));
      }
    }),
  ];
}
