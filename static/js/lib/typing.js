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
  type(field, paragraph(field, words));
}

/**
 * Put words as paragraphs of their own behind what is chosen, and leave the focus where somebody writes.
 * @param {HTMLTextAreaElement} field
 * @param {string} words
 * @param {Element} before where the focus was when the words were asked for
 */
export function slipParagraph(field, words, before) {
  const { selectionEnd: end } = field;
  const isAway = isElsewhere(field, before);
  field.setSelectionRange(end, end);
  const all = paragraph(field, words);
  if (!isAway) return type(field, all);
  field.setRangeText(all, end, end, "end"); // without a step for Undo, which only the focus gives
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Whether the focus has gone from the field to another place, or was in another that is written in. */
export function isElsewhere(field, before) {
  const { activeElement: here, body } = document;
  const isFree = here === body || (here === before && !here.matches("textarea, input:not([type=file])"));
  return here !== field && !isFree;
}

function paragraph(field, words) {
  const before = field.value.slice(0, field.selectionStart);
  const after = field.value.slice(field.selectionEnd);
  const lead = before ? "\n\n".slice(before.match(/\n{0,2}$/)[0].length) : "";
  return `${lead}${words}${after.startsWith("\n") ? "" : "\n\n"}`;
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
