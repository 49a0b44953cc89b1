/* Change a text as if it had been typed, so that Undo takes the change back. */

/**
 * Put words in the place of a stretch of the field's text; the caret stands behind them.
 * @param {HTMLTextAreaElement} field
 * @param {string} words
 * @param {number} start
 * @param {number} end
 */
export function type(field, words, start = field.selectionStart, end = field.selectionEnd) {
  field.focus();
  field.setSelectionRange(start, end);
  // An old command, and the only one that leaves a step for Undo.
  const [command, value] = words ? ["insertText", words] : ["delete"];
  if ((!words && start === end) || document.execCommand(command, false, value)) return;
  field.setRangeText(words, start, end, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/**
 * Put words where the caret is, set apart from the word before them.
 * @param {HTMLTextAreaElement} field
 * @param {string} words
 */
export function typeApart(field, words) {
  const before = field.value.slice(0, field.selectionStart);
  type(field, /(^|[\s([])$/.test(before) ? words : ` ${words}`);
}

/**
 * Put words as paragraphs of their own where the caret is.
 * @param {HTMLTextAreaElement} field
 * @param {string} words
 */
export function typeParagraph(field, words) {
  const before = field.value.slice(0, field.selectionStart);
  const after = field.value.slice(field.selectionEnd);
  const lead = before ? "\n\n".slice(before.match(/\n{0,2}$/)[0].length) : "";
  type(field, `${lead}${words}${after.startsWith("\n") ? "" : "\n\n"}`);
}

const [LOWEST, TALLEST] = [3, 18]; // lines; a longer text is scrolled

/**
 * Make room for all that is written, and let it go with the last word.
 * @param {HTMLTextAreaElement} field
 */
export function grow(field) {
  if (!field.value) field.rows = LOWEST;
  while (field.scrollHeight > field.clientHeight && field.rows < TALLEST) field.rows += 1;
}
