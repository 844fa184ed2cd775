// @ts-check
/** What a test needs to fail. */

/**
 * @param {unknown} actual
 * @param {unknown} expected compared as JSON
 */
export function equal(actual, expected) {
  const [is, should] = [actual, expected].map(value => JSON.stringify(value, null, 1));
  if (is !== should) {
    throw new Error(`expected ${should}\nbut was ${is}`);
  }
}

/**
 * @param {() => unknown} act
 * @param {string} words part of the error's message
 */
export function throwsWith(act, words) {
  let message = "";
  try {
    act();
  } catch (error) {
    message = String(error);
  }
  if (!message.includes(words)) {
    throw new Error(`expected an error with "${words}" but ${message ? `was ${message}` : "there was none"}`);
  }
}
