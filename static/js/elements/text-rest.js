/*
<text-rest data-rest>: what is written on while a reply is on its way stays where it is, in the same form, as the
beginning of another reply; what was sent is put behind it.
*/
import { rest } from "../lib/rest.js";
import { read, renew, write } from "../lib/written.js";

class TextRest extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.form.addEventListener("text-sent", ({ detail }) => (this.left = rest(detail, read(this.form))));
    this.closest("[data-place]").addEventListener("htmx:beforeSwap", ({ detail }) => this.left && this.goOn(detail));
  }

  goOn(detail) {
    Object.assign(detail, { swapOverride: "afterend", selectOverride: ".thread--posted" });
    for (const old of this.form.querySelectorAll(".form__error, .field__error, .preview")) old.remove();
    const { left } = this;
    this.left = null;
    renew(this.form);
    this.form.dispatchEvent(new CustomEvent("text-begun"));
    write(this.form, left);
    this.textContent = this.dataset.rest;
  }
}

customElements.define("text-rest", TextRest);
