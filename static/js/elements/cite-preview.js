/*
<cite-preview>: a mark shows its source beside it, to a pointer over it and to the focus, as long as either is on the
mark or on what is shown; Esc puts it away. It stands once on the page; without it a mark is a link to its note.
*/
import { NearMark } from "../lib/near-mark.js";
import { MARK, TEXT, sourceOf } from "../lib/notes.js";

const EVENTS = ["pointerover", "pointerdown", "focusin", "keydown"];
const PAUSE = 250; // milliseconds, long enough to move over to what is shown
const ROOM = 20; // rem that it takes, at most: as in cite-note.css

class CitePreview extends NearMark {
  connectedCallback() {
    for (const name of EVENTS) document.addEventListener(name, this);
    window.addEventListener("resize", this);
  }

  disconnectedCallback() {
    for (const name of EVENTS) document.removeEventListener(name, this);
    window.removeEventListener("resize", this);
  }

  handleEvent(event) {
    const mark = event.target.closest?.(MARK);
    const isOnIt = mark || event.target.closest?.("#cite-note");
    this[event.type](event, mark, isOnIt);
  }

  pointerover({ pointerType }, mark, isOnIt) {
    if (pointerType === "touch") return;
    window.clearTimeout(this.timer);
    if (mark && document.getSelection().isCollapsed) this.show(mark); // else words are being chosen
    else if (!isOnIt && !document.activeElement.matches(MARK)) this.timer = window.setTimeout(() => this.shut(), PAUSE);
  }

  focusin(event, mark, isOnIt) {
    if (!isOnIt) this.shut();
    if (!mark?.matches(":focus-visible")) return; // it was pressed
    this.show(mark);
    this.note?.scrollIntoView({ block: "nearest" });
  }

  pointerdown(event, mark, isOnIt) {
    if (mark || !isOnIt) this.shut();
  }

  resize() {
    this.shut(); // there may be no room for it where it is
  }

  keydown({ key }) {
    this.escape(key);
  }

  show(mark) {
    window.clearTimeout(this.timer); // a pointer may have left, or the page moved from under it, just before
    if (mark.hasAttribute("aria-describedby")) return; // it is shown here, or opened in place
    this.shut();
    const note = sourceOf(mark, "cite-note");
    if (!note) return;
    for (const link of note.querySelectorAll("a")) link.tabIndex = -1; // from the mark itself a key leads to the note
    const [place, line] = [mark, mark.closest(TEXT)].map((one) => one.getBoundingClientRect());
    const room = getComputedStyle(this).direction === "rtl" ? place.right - line.left : line.right - place.left;
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    note.classList.toggle("cite-note--end", room < ROOM * rem);
    this.put(mark, note);
  }
}

customElements.define("cite-preview", CitePreview);
