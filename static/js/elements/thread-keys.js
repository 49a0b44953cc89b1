/*
<thread-keys data-unread>: a discussion by single keys, and the sheet that lists them; it stands once on the page.
Each key does what a link, a button or a field does too, and none does it while somebody types. How many replies are
new in the whole discussion is data-unread; what is said aloud are data-said, data-new, data-end, data-read.
*/
import { announce } from "../lib/announce.js";
import { act, after, before, bring, current, everyReply, isShown } from "../lib/replies.js";

const DEEDS = { j: "next", k: "previous", u: "unread", r: "answer", q: "quote", n: "write", "?": "help" };
const TYPED_IN = "input, textarea, select, [contenteditable]";

class ThreadKeys extends HTMLElement {
  connectedCallback() {
    this.sheet = this.querySelector("dialog");
    const opener = this.querySelector(".keys__open");
    opener.hidden = false;
    opener.addEventListener("click", () => this.sheet.showModal());
    document.addEventListener("keydown", this);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this);
  }

  /** @param {KeyboardEvent} event */
  handleEvent(event) {
    const deed = DEEDS[event.key];
    const isHeld = event.repeat && !"jk".includes(event.key);
    const isOther = event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented;
    if (!deed || isHeld || isOther || this.sheet.open || event.target.closest(TYPED_IN)) return;
    event.preventDefault();
    this[deed]();
  }

  next() {
    this.go(after(current(), everyReply().filter(isShown)));
  }

  previous() {
    this.go(before(current(), everyReply().filter(isShown)));
  }

  /** On this page first; the server knows the others, unless all that is new is here. */
  unread() {
    const fresh = everyReply().filter((reply) => reply.matches(".reply--new"));
    const next = after(current(), fresh);
    const isAllHere = fresh.length >= Number(this.dataset.unread);
    if (next || isAllHere) this.go(next, this.dataset.read);
    else document.querySelector("[data-key=u]").click();
  }

  answer() {
    act("answer/")?.click();
  }

  quote() {
    (document.querySelector(".quote:not([hidden])") ?? act("?quote=1"))?.click();
  }

  write() {
    const field = document.querySelector(".discussion > .composer .composer__text");
    if (field) field.focus();
    else document.querySelector("[data-key=n]")?.click();
  }

  help() {
    this.sheet.showModal();
  }

  go(reply, otherwise = this.dataset.end) {
    if (!reply) return announce(otherwise);
    bring(reply);
    const shown = everyReply().filter(isShown);
    const words = reply.matches(".reply--new") ? this.dataset.new : this.dataset.said;
    const facts = { author: reply.querySelector(".reply__author").textContent, place: shown.indexOf(reply) + 1, total: shown.length };
    announce(words.replace(/\{(\w+)\}/g, (_, name) => facts[name]));
  }
}

customElements.define("thread-keys", ThreadKeys);
