/*
<cite-preview>: a mark in a reply shows its source beside it: to a pointer over it, to the focus, to the first tap of a
finger. It stays while either is on the mark or on what is shown; Esc puts it away. It stands once on the page; without
it a mark is a link to its note.
*/
import { sourceOf } from "../lib/notes.js";

const EVENTS = ["pointerover", "pointerdown", "focusin", "click", "keydown"];
const MARK = ".reply__body .cite";
const PAUSE = 250; // milliseconds, long enough to move over to what is shown
const ROOM = 320; // pixels that it takes, at most

class CitePreview extends HTMLElement {
  connectedCallback() {
    for (const name of EVENTS) document.addEventListener(name, this);
  }

  disconnectedCallback() {
    for (const name of EVENTS) document.removeEventListener(name, this);
  }

  handleEvent(event) {
    const mark = event.target.closest?.(MARK);
    const isOnIt = mark || event.target.closest?.(".cite-note");
    this[event.type](event, mark, isOnIt);
  }

  pointerover({ pointerType }, mark, isOnIt) {
    if (pointerType === "touch") return;
    window.clearTimeout(this.timer);
    if (mark && document.getSelection().isCollapsed) this.show(mark); // else words are being chosen
    else if (!isOnIt && !document.activeElement.matches(MARK)) this.timer = window.setTimeout(() => this.close(), PAUSE);
  }

  focusin(event, mark, isOnIt) {
    if (mark) this.show(mark);
    else if (!isOnIt) this.close();
  }

  /** The first tap shows the source, the next one follows the link. */
  pointerdown({ pointerType }, mark, isOnIt) {
    this.isFirstTap = pointerType === "touch" && mark !== this.mark;
    if (!isOnIt) this.close();
  }

  click(event, mark) {
    if (!mark || !this.isFirstTap) return;
    event.preventDefault();
    this.show(mark);
  }

  keydown({ key }) {
    if (key !== "Escape" || !this.mark) return;
    if (this.note.contains(document.activeElement)) this.mark.focus();
    this.close();
  }

  show(mark) {
    if (mark === this.mark) return;
    this.close();
    this.note = sourceOf(mark);
    if (!this.note) return;
    this.mark = mark;
    const [place, line] = [mark.getBoundingClientRect(), mark.closest(".reply__body").getBoundingClientRect()];
    const isMirrored = getComputedStyle(this).direction === "rtl";
    const room = isMirrored ? place.right - line.left : line.right - place.left;
    this.note.classList.toggle("cite-note--end", room < ROOM);
    mark.setAttribute("aria-describedby", this.note.id);
    (mark.closest("table") ?? mark).after(this.note);
  }

  close() {
    this.note?.remove();
    this.mark?.removeAttribute("aria-describedby");
    this.mark = this.note = null;
  }
}

customElements.define("cite-preview", CitePreview);
