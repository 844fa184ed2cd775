// @ts-check
/** Where a line is too long for the editor, its rest stands a little further right than it began. */
import {RangeSetBuilder, countColumn} from "@codemirror/state";
import {Decoration, EditorView, ViewPlugin} from "@codemirror/view";

/** Columns; a line indented deeper hangs like one of these. */
const DEEPEST = 40;
const FURTHER = 4;

const lines = Array.from({length: DEEPEST + 1}, (_, depth) => Decoration.line({class: `cm-hang-${depth}`}));

/** Classes and not style attributes, which the page's content security policy forbids. */
const look = EditorView.theme(Object.fromEntries(lines.map((_, depth) => [`.cm-hang-${depth}`, {
  paddingLeft: `calc(${depth + FURTHER}ch + 6px)`,
  textIndent: `-${depth + FURTHER}ch`,
}])));

/** @param {EditorView} view */
function decorations(view) {
  /** @type {RangeSetBuilder<Decoration>} */
  const builder = new RangeSetBuilder();
  for (const {from, to} of view.visibleRanges) {
    for (let at = from; at <= to;) {
      const line = view.state.doc.lineAt(at);
      const indent = /^\s*/.exec(line.text)?.[0] ?? "";
      builder.add(line.from, line.from, lines[Math.min(countColumn(indent, view.state.tabSize), DEEPEST)]);
      at = line.to + 1;
    }
  }
  return builder.finish();
}

const plugin = ViewPlugin.define(view => ({
  decorations: decorations(view),
  update(update) {
    if (update.docChanged || update.viewportChanged) {
      this.decorations = decorations(update.view);
    }
  },
}), {decorations: value => value.decorations});

export const hangingLines = [look, plugin];
