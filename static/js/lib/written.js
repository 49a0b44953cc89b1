/* What a form holds of what was written, as one value that can be kept, compared and put back. */

/**
 * @typedef {{body: string, sources: string, reason?: string, alt?: string, parent?: string, edits?: string,
 *   key?: string, version?: string, draft: string}} Written  draft: the version of the draft it was read from; "" is none
 */
const TEXT = ["body", "sources"];
const BESIDE = ["reason", "alt"]; // typed beside the text; no draft on the server holds them
const PLACE = ["parent", "edits"];
const STATE = ["key", "version", "draft"];

/**
 * @param {HTMLFormElement} form
 * @returns {Written}
 */
export function read(form) {
  const named = [...TEXT, ...BESIDE, ...PLACE, ...STATE].filter((name) => form.elements[name]);
  return Object.fromEntries(named.map((name) => [name, form.elements[name].value]));
}

/**
 * Put a text in, and let everything that listens know.
 * @param {HTMLFormElement} form
 * @param {Written} written
 */
export function write(form, written) {
  for (const name of [...TEXT, ...BESIDE, ...STATE]) {
    const field = form.elements[name];
    if (field && written[name] !== undefined) field.value = written[name];
  }
  const words = form.elements.alt;
  if (words?.value) words.closest("details").open = true;
  touch(form);
}

/** @param {HTMLFormElement} form what it holds becomes a draft and a reply of its own */
export function renew(form) {
  const { draft, key } = form.elements;
  const signs = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0"));
  draft.value = "";
  if (key) key.value = signs.join("");
}

/** @param {HTMLFormElement} form as if something had been typed in it */
export function touch(form) {
  form.elements.body.dispatchEvent(new Event("input", { bubbles: true }));
}

/** @param {Written} one @param {Written} other */
export function sameText(one, other) {
  return TEXT.every((name) => one[name].trim() === other[name].trim());
}

/**
 * Whether what was typed beside the text is the same too, if both tell.
 * @param {Written} one
 * @param {Written} other
 */
export function same(one, other) {
  const both = BESIDE.filter((name) => name in one && name in other);
  return sameText(one, other) && both.every((name) => one[name].trim() === other[name].trim());
}

/** @param {Written} written whether a draft on the server holds all of it */
export function isWhole(written) {
  return !BESIDE.some((name) => written[name]?.trim());
}

/** @param {Written} written */
export function isBlank(written) {
  return !TEXT.some((name) => written[name].trim());
}

/** @param {SubmitEvent} event whether it sends the text, and does not only look at it or add to it */
export function isSending(event) {
  const button = event.submitter;
  return !button?.hasAttribute("formaction") && button?.name !== "_picture";
}
