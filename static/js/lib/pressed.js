/* Which keys are commands: none that somebody types, that is held with another, or that an open dialog is to hear. */

const TYPED_IN = "input, textarea, select, [contenteditable]";

/** @param {KeyboardEvent} event */
export function isCommand(event) {
  const isOther = event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented;
  return !isOther && !event.target.closest(TYPED_IN) && !document.querySelector("dialog[open]");
}
