// @ts-check
/** Colours come from the style sheets, so that light and dark need one theme. */
import {EditorView} from "@codemirror/view";
import {HighlightStyle, syntaxHighlighting} from "@codemirror/language";
import {tags as t} from "@lezer/highlight";

const highlighting = HighlightStyle.define([
  {tag: [t.keyword, t.atom], color: "var(--code-keyword)"},
  {tag: [t.typeName, t.standard(t.typeName)], color: "var(--code-type)"},
  {tag: [t.string, t.character], color: "var(--code-string)"},
  {tag: t.number, color: "var(--code-number)"},
  {tag: t.comment, color: "var(--code-comment)", fontStyle: "italic"},
  {tag: t.annotation, color: "var(--code-annotation)"},
  {tag: t.function(t.variableName), color: "var(--code-call)"},
]);

const look = EditorView.theme({
  "&": {fontSize: "13px", backgroundColor: "transparent", color: "var(--ink)"},
  "&.cm-focused": {outline: "none"},
  ".cm-scroller": {fontFamily: "var(--mono)", lineHeight: "24px", fontVariantLigatures: "none"},
  ".cm-content": {padding: "10px 0", caretColor: "var(--ink)"},
  ".cm-line": {paddingRight: "14px"},
  ".cm-gutters": {backgroundColor: "transparent", border: "0", color: "var(--soft)"},
  ".cm-lineNumbers .cm-gutterElement": {minWidth: "26px", padding: "0 4px 0 2px"},
  ".cm-activeLine, .cm-activeLineGutter": {backgroundColor: "transparent"},
  "&.cm-focused .cm-activeLine, &.cm-focused .cm-activeLineGutter": {backgroundColor: "var(--active-line)"},
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground":
    {backgroundColor: "var(--selection)"},
  ".cm-cursor": {borderLeftColor: "var(--ink)"},
  "&.cm-focused .cm-matchingBracket": {backgroundColor: "transparent", outline: "1px solid var(--soft)"},
  ".cm-selectionMatch": {backgroundColor: "var(--selection)"},
  ".cm-specialChar": {color: "var(--error)"},
  ".cm-panels": {backgroundColor: "var(--card)", color: "var(--ink)", borderColor: "var(--rule)"},
  ".cm-tooltip": {backgroundColor: "var(--card)", color: "var(--ink)", borderColor: "var(--rule)"},
  ".cm-diagnostic-error": {borderLeftColor: "var(--error)"},
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--error) 1px",
    textUnderlineOffset: "4px",
  },
});

export const theme = [look, syntaxHighlighting(highlighting)];
