/*
<quote-selection>: wraps a button that stands, as long as words of one reply are chosen, right behind them, in the text
too. It opens the answer to that reply with the words quoted; the key q presses it.
*/
import { chosen, quotation } from "../lib/quoting.js";
import { typeParagraph } from "../lib/typing.js";

const PAUSE = 250; // milliseconds in which nothing more is chosen
const EVENTS = ["selectionchange", "pointerdown", "pointerup", "pointercancel"];

class QuoteSelection extends HTMLElement {
  connectedCallback() {
    this.button = this.firstElementChild;
    this.button.addEventListener("mousedown", (event) => event.preventDefault()); // or the choice is lost
    this.button.addEventListener("click", () => this.quote());
    for (const name of EVENTS) document.addEventListener(name, this);
  }

  disconnectedCallback() {
    for (const name of EVENTS) document.removeEventListener(name, this);
  }

  handleEvent({ type }) {
    if (type.startsWith("pointer")) this.isHeld = type === "pointerdown";
    window.clearTimeout(this.timer);
    if (!this.isHeld) this.timer = window.setTimeout(() => this.follow(), PAUSE);
  }

  follow() {
    const part = chosen();
    if (part?.words === this.found?.words && part?.reply === this.found?.reply) return;
    if (document.activeElement === this.button) return;
    this.putAway();
    if (part && opener(part.reply)) this.show(part);
  }

  show(part) {
    const { range, reply } = part;
    const body = reply.querySelector(":scope > .reply__body");
    const end = body.contains(range.endContainer) ? range.cloneRange() : document.createRange();
    if (!body.contains(range.endContainer)) end.selectNodeContents(body.querySelector(":scope > :last-child"));
    end.collapse();
    end.insertNode(this.button);
    this.button.hidden = false;
    const [here, all] = [this.button.getBoundingClientRect(), body.getBoundingClientRect()];
    this.button.classList.toggle("quote--before", here.right > all.right || here.left > (all.left + all.right) / 2);
    this.found = part;
  }

  putAway() {
    const within = this.button.parentElement;
    this.button.hidden = true;
    this.append(this.button);
    if (within !== this) within.normalize(); // the text that it stood in is one again
    this.found = null;
  }

  /** An open answer takes the words in; otherwise one is opened first. */
  quote() {
    const { reply, words } = this.found;
    const place = reply.querySelector(":scope > .reply__answer");
    const write = () => {
      const field = place.querySelector(".composer__text");
      if (field) typeParagraph(field, quotation(reply, words));
    };
    this.putAway();
    if (place.querySelector(".composer__text")) return write();
    place.addEventListener("htmx:afterSettle", write, { once: true });
    const answered = ({ detail }) => detail.successful || place.removeEventListener("htmx:afterSettle", write);
    opener(reply).addEventListener("htmx:afterRequest", answered, { once: true }); // refused, it waits no longer
    opener(reply).click();
  }
}

/** @param {HTMLElement} reply */
function opener(reply) {
  return reply.querySelector(":scope > .reply__acts > [data-hx-target^='#answer-']");
}

customElements.define("quote-selection", QuoteSelection);
