// @ts-check
/**
 * Text whose author is not to be trusted, so that all of it can be seen. Pure.
 */

/** Controls but tab and line break, breaks of another kind, and what turns the direction of the text around it. */
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;

/** The text with each of them as Java would escape it. @param {string} text */
export function legible(text) {
  return text.replace(UNSEEN, unseen => `\\u${unseen.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
