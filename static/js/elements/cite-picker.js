/*
<cite-picker data-field>: makes a button of each source of the article, which puts its mark into the text. An address
that is pasted alone becomes a mark as well: that of the article's source, or [a] of a new one of the reply's own;
pasted over chosen words it becomes their link. Undo gives the plain address back, and the source goes again.
*/
import { announce } from "../lib/announce.js";
import { Own, isAddress, isWithin, same } from "../lib/sources.js";
import { type, typeApart } from "../lib/typing.js";

class CitePicker extends HTMLElement {
  connectedCallback() {
    this.field = document.getElementById(this.dataset.field);
    this.panel = this.querySelector("details");
    this.own = new Own(this.querySelector("[name=sources]"));
    for (const note of this.querySelectorAll("span[data-mark]")) this.offer(note);
    this.addEventListener("keydown", this.pressed);
    this.field.addEventListener("paste", (event) => this.pasted(event));
    this.field.addEventListener("input", (event) => this.typed(event));
  }

  offer(note) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: note.className });
    Object.assign(button.dataset, note.dataset);
    button.append(...note.childNodes);
    button.addEventListener("click", () => {
      this.panel.open = false;
      typeApart(this.field, `[${note.dataset.mark}]`);
    });
    note.replaceWith(button);
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    if (event.key !== "Escape" || !this.panel.open) return;
    event.preventDefault();
    this.panel.open = false;
    this.field.focus();
  }

  /** @param {ClipboardEvent} event */
  pasted(event) {
    const address = event.clipboardData.getData("text/plain").trim();
    const { value, selectionStart, selectionEnd } = this.field;
    const words = value.slice(selectionStart, selectionEnd);
    if (!isAddress(address) || isWithin(value.slice(0, selectionStart)) || words.includes("\n")) return;
    event.preventDefault();
    if (words) type(this.field, `[${words}](${address})`);
    else this.cite(address);
  }

  cite(address) {
    const notes = [...this.querySelectorAll("[data-mark]")];
    const mark = notes.find((note) => same(note.dataset.url, address))?.dataset.mark ?? this.own.mark(address);
    const isNew = !mark && this.own.add(address);
    type(this.field, address);
    if (!mark && !isNew) return this.say(this.dataset.full);
    const end = this.field.selectionEnd;
    type(this.field, `[${mark ?? this.own.mark(address)}]`, end - address.length, end);
    const facts = { letter: mark ?? this.own.mark(address), host: new URL(address).host };
    this.say((isNew ? this.dataset.added : this.dataset.known).replace(/\{(\w+)\}/g, (_, name) => facts[name]));
  }

  /** @param {InputEvent} event a mark undone takes its source along, one redone brings it back */
  typed(event) {
    if (event.inputType?.startsWith("history")) this.own.agree(this.field.value);
  }

  say(sentence) {
    this.closest("reply-composer").querySelector(".composer__status").textContent = sentence;
    announce(sentence);
  }
}

customElements.define("cite-picker", CitePicker);
