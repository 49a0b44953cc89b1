/*
<text-counter data-field data-most>: how many characters are left, told near the limit, and how many there are too many.
What is too long can be typed, and mended; the sentences are data-left and data-over.
*/
import { announce } from "../lib/announce.js";

const NEAR = 0.1; // of the limit is left
const STEPS = [1000, 500, 200, 100, 50, 0]; // characters left when it speaks

class TextCounter extends HTMLElement {
  connectedCallback() {
    this.field = document.getElementById(this.dataset.field);
    this.most = Number(this.dataset.most);
    this.field.addEventListener("input", () => this.tell());
    this.tell();
  }

  tell() {
    const left = this.most - this.size();
    const isOver = left < 0;
    this.hidden = left > this.most * NEAR;
    this.classList.toggle("composer__count--over", isOver);
    if (isOver) this.field.setAttribute("aria-invalid", "true");
    else if (this.wasOver) this.field.removeAttribute("aria-invalid");
    this.wasOver = isOver;
    const facts = { n: Math.abs(left), most: this.most };
    const told = (_, name) => facts[name].toLocaleString(document.documentElement.lang);
    this.textContent = (isOver ? this.dataset.over : this.dataset.left).replace(/\{(\w+)\}/g, told);
    this.speak(isOver ? STEPS.length + 1 : STEPS.filter((step) => left <= step).length);
  }

  /** Aloud at each step towards the limit, and when it is passed. */
  speak(step) {
    if (step > (this.step ?? 0) && !this.hidden) announce(this.textContent);
    this.step = step;
  }

  /** As the server counts: signs, not what they are made of, without blanks at the ends. */
  size() {
    const text = this.field.value.trim();
    return text.length < this.most * (1 - NEAR) ? text.length : [...text].length;
  }
}

customElements.define("text-counter", TextCounter);
