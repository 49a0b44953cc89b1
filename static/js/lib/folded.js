/* Which branches of a discussion are folded away, kept on this device. Where the browser refuses, folding works. */
const NAME = "folded";
const ARTICLES = 50; // the last ones in which something was folded
const BRANCHES = 200; // of one article

/** @returns {[string, string[]][]} */
function everything() {
  try {
    return JSON.parse(localStorage.getItem(NAME)) ?? [];
  } catch {
    return [];
  }
}

/**
 * @param {string} place
 * @returns {Set<string>} the ids of the branches
 */
export function read(place) {
  return new Set(everything().find(([one]) => one === place)?.[1]);
}

/**
 * @param {string} place
 * @param {Set<string>} branches
 */
export function keep(place, branches) {
  const others = everything().filter(([one]) => one !== place);
  const mine = branches.size ? [[place, [...branches].slice(-BRANCHES)]] : [];
  try {
    localStorage.setItem(NAME, JSON.stringify([...others, ...mine].slice(-ARTICLES)));
  } catch {
    // Nothing is lost by that but the memory.
  }
}
