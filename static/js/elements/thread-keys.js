/*
<thread-keys data-unread>: a discussion by single keys, and the sheet that lists them; it stands once on the page.
Each key does what a link, a button or a field does too, and none does it while somebody types. How many replies are new
in the whole discussion is data-unread; what is said: data-said, data-new, data-end, data-read, data-choose, data-shut.
*/
import { announce } from "../lib/announce.js";
import { isCommand } from "../lib/pressed.js";
import { act, after, arrivedAt, before, bring, current, everyReply, everyShown } from "../lib/replies.js";
import { tellOf } from "../lib/spoken.js";

const DEEDS = { j: "step", k: "step", u: "unread", r: "ask", e: "ask", q: "ask", n: "write", "?": "help" };
const ENDS = { r: "answer/", e: "edit/", q: "?quote=1" }; // of the addresses of what one may do about a reply

class ThreadKeys extends HTMLElement {
  connectedCallback() {
    this.sheet = this.querySelector("dialog");
    const opener = this.querySelector(".keys__open");
    opener.hidden = false;
    opener.addEventListener("click", () => this.help());
    document.addEventListener("keydown", this);
    // Not before: on the way there the browser puts the focus down, as late as in the first frame that it draws.
    const arrive = () => requestAnimationFrame(() => arrivedAt() && this.go(arrivedAt()));
    window.addEventListener("load", arrive, { once: true });
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this);
  }

  /** @param {KeyboardEvent} event */
  handleEvent(event) {
    const deed = DEEDS[event.key];
    const isHeld = event.repeat && !"jk".includes(event.key);
    if (!deed || isHeld || !isCommand(event)) return;
    event.preventDefault();
    this[deed](event.key);
  }

  step(key) {
    this.go((key === "j" ? after : before)(current(), everyShown()));
  }

  /** On this page first; the server knows the others, unless all that is new is here. */
  unread() {
    const fresh = everyReply().filter((reply) => reply.matches(".reply--new"));
    const next = after(current(), fresh);
    const isAllHere = fresh.length >= Number(this.dataset.unread);
    if (next || isAllHere) this.go(next, this.dataset.read);
    else document.querySelector("[data-key=u]").click();
  }

  /** Follow a link of the current reply; by e into the field that it leads to. */
  ask(key) {
    const link = (key === "q" && document.querySelector(".quote:not([hidden])")) || act(ENDS[key]);
    if (link && key === "e") window.location.assign(`${link.href}#body-${current().id.slice(1)}`);
    else this.press(link, current() ? this.dataset.shut : this.dataset.choose);
  }

  write() {
    const field = document.querySelector(".discussion > .composer .composer__text");
    if (field) return field.focus();
    this.press(document.querySelector("[data-key=n]"), this.dataset.shut);
  }

  help() {
    this.sheet.showModal();
  }

  press(link, otherwise) {
    return link ? link.click() : announce(otherwise);
  }

  go(reply, otherwise = this.dataset.end) {
    if (!reply) return announce(otherwise);
    bring(reply);
    tellOf(reply, reply.matches(".reply--new") ? this.dataset.new : this.dataset.said);
  }
}

customElements.define("thread-keys", ThreadKeys);
