/* What is said of a reply to those who hear the page instead of seeing it. */
import { announce } from "./announce.js";
import { everyShown } from "./replies.js";

/**
 * Name a reply by its author and its place among those that are not folded away.
 * @param {HTMLElement} reply
 * @param {string} words with {author}, {place} and {total}
 */
export function tellOf(reply, words) {
  const shown = everyShown();
  const author = reply.querySelector(".reply__author").textContent;
  const facts = { author, place: shown.indexOf(reply) + 1, total: shown.length };
  announce(words.replace(/\{(\w+)\}/g, (_, name) => facts[name]));
}
