/* What was typed and not sent, kept on this device. Where the browser refuses, writing still works. */

/**
 * @template T
 * @param {() => T} deed
 * @returns {T | null}
 */
function attempt(deed) {
  try {
    return deed();
  } catch {
    return null;
  }
}

/** @param {string} place */
export function read(place) {
  return attempt(() => localStorage.getItem(`unsent:${place}`));
}

/**
 * @param {string} place
 * @param {string} text an empty one is forgotten
 */
export function keep(place, text) {
  attempt(() => localStorage.setItem(`unsent:${place}`, text));
  if (!text) forget(place);
}

/** @param {string} place */
export function forget(place) {
  attempt(() => localStorage.removeItem(`unsent:${place}`));
}
