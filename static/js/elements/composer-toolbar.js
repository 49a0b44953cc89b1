/*
<composer-toolbar role="toolbar" aria-controls="id of the field" hidden>: buttons that put Markdown around what is
chosen in the field, or take it away. It shows itself, for without it the buttons would do nothing.
data-tool names what lib/marking.js does, data-opens a panel, data-picks a field for files that is then opened.
*/
import { marked } from "../lib/marking.js";
import { type } from "../lib/typing.js";

const STEPS = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity };
const KEYS = { b: "bold", i: "italic", k: "link" };

class ComposerToolbar extends HTMLElement {
  connectedCallback() {
    this.field = document.getElementById(this.getAttribute("aria-controls"));
    this.tools = [...this.querySelectorAll("button")];
    this.stop(this.tools[0]);
    this.addEventListener("click", this.clicked);
    this.addEventListener("keydown", this.moved);
    this.addEventListener("focusin", (event) => this.stop(event.target));
    this.field.addEventListener("keydown", (event) => this.pressed(event));
    for (const opener of this.querySelectorAll("[data-opens]")) this.follow(opener);
    for (const { dataset } of this.querySelectorAll("[data-picks]")) {
      document.getElementById(dataset.picks).closest("details").firstElementChild.hidden = true;
    }
    this.hidden = false;
  }

  /** The panel's own summary gives way to the button. */
  follow(opener) {
    const panel = document.getElementById(opener.dataset.opens);
    const tell = () => opener.setAttribute("aria-expanded", panel.open);
    panel.firstElementChild.hidden = true;
    panel.addEventListener("toggle", tell);
    tell();
  }

  /** Of all tools one is a stop for Tab; arrows lead to the others. */
  stop(tool) {
    for (const one of this.tools) one.tabIndex = one === tool ? 0 : -1;
  }

  /** @param {KeyboardEvent} event */
  moved(event) {
    const isMirrored = getComputedStyle(this).direction === "rtl" && event.key.startsWith("Arrow");
    const step = STEPS[event.key] * (isMirrored ? -1 : 1);
    if (!step) return;
    event.preventDefault();
    const [here, count] = [this.tools.indexOf(event.target), this.tools.length];
    const place = Math.abs(step) === 1 ? (here + step + count) % count : step < 0 ? 0 : count - 1;
    this.tools[place].focus();
  }

  /** @param {MouseEvent} event */
  clicked(event) {
    const { tool, opens, picks } = event.target.closest("button")?.dataset ?? {};
    if (tool) this.use(tool);
    if (picks) document.getElementById(picks).click();
    if (!opens) return;
    const panel = document.getElementById(opens);
    panel.open = !panel.open;
    if (panel.open) panel.querySelector("button, textarea").focus();
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    const tool = KEYS[event.key.toLowerCase()];
    if (!tool || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    this.use(tool);
  }

  use(tool) {
    const { value, selectionStart, selectionEnd } = this.field;
    const change = marked(tool, value, selectionStart, selectionEnd);
    type(this.field, change.words, change.from, change.to);
    this.field.setSelectionRange(change.start, change.end);
  }
}

customElements.define("composer-toolbar", ComposerToolbar);
