/*
<cite-opener>: a tap on a mark opens its source in place, below the line it stands in, and the next tap shuts it, as Esc
does. So does a click where the page has no margin for notes. It stands once on the page; without it, and for keys, a
mark is a link to its note.
*/
import { NearMark } from "../lib/near-mark.js";
import { MARK, sourceOf } from "../lib/notes.js";

const EVENTS = ["pointerdown", "click", "keydown"];
const margin = window.matchMedia("(min-width: 68.75rem)"); // as in margin-note.css

class CiteOpener extends NearMark {
  connectedCallback() {
    for (const name of EVENTS) document.addEventListener(name, this);
  }

  disconnectedCallback() {
    for (const name of EVENTS) document.removeEventListener(name, this);
  }

  handleEvent(event) {
    this[event.type](event);
  }

  pointerdown({ pointerType }) {
    this.pointer = pointerType;
  }

  click(event) {
    const mark = event.target.closest?.(MARK);
    const isPlain = this.pointer && !(event.ctrlKey || event.metaKey || event.shiftKey);
    if (!mark || !isPlain || (this.pointer === "mouse" && margin.matches)) return;
    const note = mark !== this.mark && sourceOf(mark, "cite-note-open");
    if (note === null) return; // the page does not list it
    event.preventDefault();
    this.shut();
    if (note) this.open(mark, note);
  }

  keydown({ key }) {
    this.pointer = ""; // a key that presses a link clicks as well
    this.escape(key);
  }

  open(mark, note) {
    note.classList.add("cite-note--in-place");
    this.put(mark, note);
    note.scrollIntoView({ block: "nearest" });
  }
}

customElements.define("cite-opener", CiteOpener);
