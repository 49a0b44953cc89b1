/*
<reply-composer data-place>: wraps the form of a reply, which works without it.
Ctrl+Enter sends; what is not sent yet is kept on this device under its place and put back after a closed tab;
a reply that did not arrive stays in the field, and a sentence says so. The sentences are data-* attributes.
*/
import { announce } from "../lib/announce.js";
import { forget, keep, read } from "../lib/unsent.js";

class ReplyComposer extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.text = this.querySelector(".composer__text");
    this.status = this.querySelector(".composer__status");
    this.addEventListener("input", () => this.isSent || keep(this.dataset.place, this.text.value));
    this.addEventListener("keydown", this.pressed);
    this.addEventListener("click", this.clicked);
    this.addEventListener("htmx:beforeRequest", () => this.say(this.dataset.sending));
    this.addEventListener("htmx:beforeOnLoad", this.answered);
    this.addEventListener("htmx:sendError", () => this.say(this.dataset.failed));
    this.addEventListener("htmx:responseError", () => this.say(this.dataset.failed));
    this.restore();
    const refusal = this.querySelector(".form__error, .field__error");
    if (refusal || "focus" in this.dataset) this.text.focus();
    if (!refusal) return;
    refusal.scrollIntoView({ block: "nearest" });
    announce(refusal.textContent.trim());
  }

  restore() {
    const kept = read(this.dataset.place);
    if (!kept || this.text.value) return;
    this.text.value = kept;
    this.status.textContent = this.dataset.restored;
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    this.form.requestSubmit();
  }

  /** An answer begun in place is put away again; what was typed is kept. */
  clicked(event) {
    const place = this.closest(".reply__answer");
    if (!place || !event.target.closest("[data-cancel]")) return;
    event.preventDefault();
    this.remove();
    document.querySelector(`[data-hx-target="#${place.id}"]`)?.focus();
  }

  /**
   * Before the answer is put in place: an empty composer that comes with it must find nothing kept.
   * @param {CustomEvent<{xhr: XMLHttpRequest}>} event
   */
  answered(event) {
    if (event.detail.xhr.status >= 300) return;
    this.isSent = true;
    forget(this.dataset.place);
    announce(this.dataset.sent);
  }

  say(sentence) {
    this.status.textContent = sentence;
    announce(sentence);
  }
}

customElements.define("reply-composer", ReplyComposer);
