/* A source shown near the mark that cites it, one at a time: put there, and put away by Esc. */
export class NearMark extends HTMLElement {
  put(mark, note) {
    Object.assign(this, { mark, note });
    mark.setAttribute("aria-describedby", note.id);
    (mark.closest("table") ?? mark).after(note);
  }

  shut() {
    this.note?.remove();
    this.mark?.removeAttribute("aria-describedby");
    Object.assign(this, { mark: null, note: null });
  }

  /** The focus goes back to the mark, if it was on what is put away. */
  escape(key) {
    if (key !== "Escape" || !this.mark) return;
    if (this.note.contains(document.activeElement)) this.mark.focus();
    this.shut();
  }
}
