/* Say something to those who hear the page instead of seeing it. */

/**
 * Ask the page's live region to say a sentence; where there is none, nothing happens.
 * @param {string} sentence
 */
export function announce(sentence) {
  document.dispatchEvent(new CustomEvent("announce", { detail: { value: sentence } }));
}
