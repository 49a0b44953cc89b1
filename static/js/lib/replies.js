/* The replies on this page, in the order in which they are read. What is gone is passed over. */

let left = null; // the one brought last, which counts when the focus is elsewhere

/** @returns {HTMLElement[]} those in folded branches too */
export function everyReply() {
  return [...document.querySelectorAll(".thread .reply:not(.reply--gone)")];
}

/** @returns {HTMLElement[]} those that are not folded away */
export function everyShown() {
  return everyReply().filter((reply) => !reply.parentElement.closest(".branch:not([open])"));
}

/** The reply that the address names, unless the focus is elsewhere already. */
export function arrivedAt() {
  const isFree = document.activeElement === document.body;
  return isFree ? document.querySelector(".thread .reply:target:not(.reply--gone)") : null;
}

/** The reply that has the focus, or had it last, or that the page is about. */
export function current() {
  const here = document.activeElement.closest(".reply") ?? left;
  return here ?? document.querySelector(".reply:target, .reply--focus");
}

/**
 * What one may do about that reply.
 * @param {string} end of the address that it asks for
 */
export function act(end) {
  return current()?.querySelector(`:scope > .reply__acts > [href$="${end}"]`);
}

/**
 * Unfold what hides it, give its own link the focus, and scroll to its first line.
 * @param {HTMLElement} reply
 */
export function bring(reply) {
  let branch = reply.closest(".branch");
  while (branch) {
    branch.open = true;
    branch = branch.parentElement.closest(".branch");
  }
  reply.querySelector(":scope > .reply__head > .reply__time").focus({ preventScroll: true });
  reply.scrollIntoView({ block: "start" });
  left = reply;
}

/** The reply that was sent from this page last, if the form went and took the focus with it: nobody is stopped typing. */
export function bringSent() {
  if (document.activeElement !== document.body) return;
  const number = (reply) => Number(reply.id.slice(1));
  const sent = [...document.querySelectorAll(".thread--posted > .reply")];
  sent.sort((one, other) => number(one) - number(other));
  if (sent.length) bring(sent.at(-1));
}

/**
 * The first of the replies after `start`; without one, the first of all.
 * @param {HTMLElement[]} replies in the order of the page
 * @param {HTMLElement | null} start
 */
export function after(start, replies) {
  return replies.find((one) => !start || isBefore(start, one));
}

/**
 * The last of the replies before `start`.
 * @param {HTMLElement[]} replies in the order of the page
 * @param {HTMLElement | null} start
 */
export function before(start, replies) {
  return [...replies].reverse().find((one) => start && isBefore(one, start));
}

/** A reply comes before those that answer it. */
function isBefore(one, other) {
  return Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
}
