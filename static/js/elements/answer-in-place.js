/*
<answer-in-place>: wraps the link that leaves an answer, in a form that opened below the reply it answers.
The link and Esc put an empty form away; one with a text in it is put away by the link alone, and what was typed is
kept. While the form is open, the links that open it lead into it: a second press takes nothing away.
*/
import { everything, chosen, quotation } from "../lib/quoting.js";
import { typeParagraph } from "../lib/typing.js";

class AnswerInPlace extends HTMLElement {
  connectedCallback() {
    this.place = this.closest(".reply__answer");
    if (!this.place) return; // a page of its own
    this.composer = this.closest("reply-composer");
    this.field = this.composer.querySelector(".composer__text");
    this.composer.addEventListener("keydown", (event) => this.pressed(event));
    this.addEventListener("click", (event) => {
      event.preventDefault();
      this.leave();
      this.composer.remove();
    });
    document.addEventListener("click", this, { capture: true }); // before htmx asks for another form
  }

  disconnectedCallback() {
    document.removeEventListener("click", this, { capture: true });
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    this.leave();
    if (!this.field.value.trim()) this.composer.remove();
  }

  leave() {
    document.querySelector(`[data-hx-target="#${this.place.id}"]`)?.focus();
  }

  /** @param {MouseEvent} event */
  handleEvent(event) {
    const opener = event.target.closest(`[data-hx-target="#${this.place.id}"]`);
    if (!opener || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (opener.search) this.quote(this.place.closest(".reply"), opener.href);
    this.field.focus();
  }

  /** @param {HTMLElement} reply @param {string} url of its words */
  async quote(reply, url) {
    const part = chosen();
    const isPart = part?.reply === reply;
    typeParagraph(this.field, isPart ? quotation(reply, part.words) : await everything(reply, url));
  }
}

customElements.define("answer-in-place", AnswerInPlace);
