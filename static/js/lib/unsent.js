/*
What was written and is nowhere else yet, kept on this device: for each place, one copy a window, so that no window
writes over another's. Where the browser refuses, writing still works, and `holds` tells.
*/
import { isBlank, same } from "./written.js";

/** @typedef {import("./written.js").Written & {window: string, at: number, isSent?: boolean, isAside?: boolean}} Copy */

const WINDOW = Math.random().toString(36).slice(2);

/** @template T @param {() => T} deed @returns {T | null} */
function attempt(deed) {
  try {
    return deed();
  } catch {
    return null;
  }
}

/** @param {string} place @returns {Copy[]} newest first */
export function read(place) {
  const kept = attempt(() => localStorage.getItem(name(place)));
  if (!kept) return [];
  const copies = attempt(() => JSON.parse(kept));
  if (Array.isArray(copies)) return copies.sort((one, other) => other.at - one.at);
  return [{ body: kept, sources: "", draft: "", window: "", at: 0 }]; // as an earlier release kept it
}

/**
 * Keep this window's copy. The same text is kept once.
 * @param {string} place
 * @param {import("./written.js").Written} written
 */
export function keep(place, written) {
  const copy = { ...written, window: WINDOW, at: Date.now() };
  const others = read(place).filter((one) => one.window !== WINDOW && !same(one, written));
  store(place, [...others, ...(isBlank(written) ? [] : [copy])]);
}

/**
 * Keep a text that has given way to another, until its author lets go of it.
 * @param {string} place
 * @param {import("./written.js").Written} written
 */
export function setAside(place, written) {
  const copy = { ...written, window: "", at: Date.now(), isAside: true };
  if (!isBlank(written)) store(place, [...read(place).filter((one) => !same(one, written)), copy]);
}

/**
 * Note on this window's copy, where there is one, that it is on its way.
 * @param {string} place
 */
export function send(place) {
  store(place, read(place).map((copy) => (copy.window === WINDOW ? { ...copy, isSent: true } : copy)));
}

/**
 * Let go of a text, wherever it is from; what was written since stays.
 * @param {string} place
 * @param {import("./written.js").Written} written
 */
export function forget(place, written) {
  store(place, read(place).filter((copy) => !same(copy, written)));
}

/** @param {string} place @param {import("./written.js").Written} written whether nothing of it would be missing here */
export function holds(place, written) {
  return isBlank(written) || read(place).some((copy) => same(copy, written));
}

function store(place, copies) {
  if (copies.length) attempt(() => localStorage.setItem(name(place), JSON.stringify(copies)));
  else attempt(() => localStorage.removeItem(name(place)));
}

function name(place) {
  return `unsent:${place}`;
}
