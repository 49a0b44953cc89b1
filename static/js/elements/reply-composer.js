/*
<reply-composer data-place>: wraps the form of a reply, which works without it. Ctrl+Enter sends; the field grows; what
came of it is said by sentences that are data-* attributes. What did not arrive stays; <unsent-text> keeps it meanwhile.
*/
import { announce } from "../lib/announce.js";
import { bringSent } from "../lib/replies.js";
import { grow } from "../lib/typing.js";

/** Which sentence tells of an answer that is none; the others speak of the line. */
const TOLD = { 403: "shut", 404: "gone", 410: "gone", 429: "often" };

class ReplyComposer extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.text = this.querySelector(".composer__text");
    this.status = this.querySelector(".composer__status");
    this.addEventListener("input", () => grow(this.text));
    this.addEventListener("keydown", this.pressed);
    this.addEventListener("htmx:beforeRequest", (event) => this.isSending(event) && this.say(this.dataset.sending));
    this.addEventListener("htmx:beforeOnLoad", this.answered);
    this.addEventListener("htmx:afterOnLoad", this.shown);
    this.addEventListener("htmx:beforeSwap", this.spared);
    this.addEventListener("htmx:sendError", this.failed);
    this.addEventListener("htmx:responseError", this.failed);
    grow(this.text);
    const refusal = this.querySelector(".form__error, .field__error, .composer__intake:not([hidden])");
    if (refusal || "focus" in this.dataset) {
      this.text.focus();
      this.text.setSelectionRange(this.text.value.length, this.text.value.length);
    }
    if (!refusal) return;
    refusal.scrollIntoView({ block: "nearest" });
    announce(refusal.textContent.trim());
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    this.form.requestSubmit();
  }

  /** The preview goes another way, and sends nothing. */
  isSending(event) {
    return event.target === this.form;
  }

  /** @param {CustomEvent<{xhr: XMLHttpRequest}>} event */
  answered(event) {
    if (!this.isSending(event) || event.detail.xhr.status >= 300) return;
    this.status.textContent = "";
    announce(this.dataset.sent);
    document.addEventListener("htmx:afterSettle", bringSent, { once: true });
  }

  /** @param {CustomEvent<{xhr: XMLHttpRequest}>} event a refusal that is a page of its own is not put in the place of the text */
  spared({ detail }) {
    if (detail.xhr.status >= 400 && /^\s*<!doctype/i.test(detail.serverResponse)) {
      Object.assign(detail, { shouldSwap: false, isError: true });
    }
  }

  /** What is wrong with a text speaks for itself. */
  shown({ detail: { target } }) {
    if (!target.matches(".composer__preview")) return;
    target.scrollIntoView({ block: "nearest" });
    if (!target.querySelector("[role=alert]")) announce(this.dataset.shown);
  }

  failed(event) {
    this.say(this.dataset[TOLD[event.detail.xhr.status] ?? (this.isSending(event) ? "failed" : "unseen")]);
  }

  say(sentence) {
    this.status.textContent = sentence;
    announce(sentence);
  }
}

customElements.define("reply-composer", ReplyComposer);
