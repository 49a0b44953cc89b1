/*
<text-completion data-field data-names>: while @name or [1 is being typed, the members and the sources that begin so.
Arrows choose, Enter and Tab take, Esc closes; the focus stays in the field, which names the choice.
*/
import { announce } from "../lib/announce.js";
import { drawn, suggestions } from "../lib/suggestions.js";
import { type } from "../lib/typing.js";

const KEYS = { ArrowDown: "down", ArrowUp: "up", Enter: "take", Tab: "take", Escape: "close" };

class TextCompletion extends HTMLElement {
  connectedCallback() {
    this.list = this.firstElementChild;
    this.field = document.getElementById(this.dataset.field);
    this.field.setAttribute("aria-autocomplete", "list");
    this.field.setAttribute("aria-controls", this.list.id);
    this.field.addEventListener("input", (event) => this.look(event));
    this.field.addEventListener("keydown", (event) => this.pressed(event));
    this.field.addEventListener("blur", () => this.close());
    this.field.addEventListener("click", () => this.close());
    this.list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
    this.list.addEventListener("click", (event) => this.take(event.target.closest("li")));
  }

  /** @param {InputEvent} event an answer that another key overtakes is thrown away */
  async look(event) {
    const turn = (this.turn = {});
    const isTyped = /^(insertText|delete)/.test(event.inputType) && !event.isComposing;
    const found = isTyped ? await suggestions(this.field, this.dataset.names) : null;
    if (turn !== this.turn) return;
    if (!found?.options.length) return this.close();
    this.from = found.from;
    this.list.replaceChildren(...found.options.map((option, place) => drawn(option, `${this.list.id}-${place}`)));
    if (this.list.hidden) announce(this.dataset.said.replace("{n}", found.options.length));
    this.list.hidden = false;
    this.choose(found.isBegun ? this.list.firstElementChild : null);
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    const deed = KEYS[event.key];
    if (this.list.hidden || !deed || event.ctrlKey || event.metaKey) return;
    if (deed === "take" && !this.active) return this.close();
    event.preventDefault();
    this[deed](this.active);
  }

  down() {
    this.choose(this.active?.nextElementSibling ?? this.list.firstElementChild);
  }

  up() {
    this.choose(this.active?.previousElementSibling ?? this.list.lastElementChild);
  }

  choose(item) {
    this.active = item;
    for (const one of this.list.children) one.ariaSelected = String(one === item);
    this.field.setAttribute("aria-activedescendant", item?.id ?? "");
  }

  take(item) {
    this.close();
    type(this.field, item.dataset.words, this.from, this.field.selectionEnd);
  }

  close() {
    this.turn = null;
    this.list.hidden = true;
    this.choose(null);
  }
}

customElements.define("text-completion", TextCompletion);
