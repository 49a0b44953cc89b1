/*
<other-version hidden>: another text for the form it is in, to be looked at, taken, or let go of. Taking it shows what
was in the form instead, and keeps it on this device, so that nothing is thrown away unseen.
*/
import { announce } from "../lib/announce.js";
import { setAside } from "../lib/unsent.js";
import { isBlank, read, touch, write } from "../lib/written.js";

class OtherVersion extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.querySelector("[data-take]").addEventListener("click", () => this.take());
    this.querySelector("[data-leave]").addEventListener("click", () => this.leave());
  }

  /**
   * @param {string} why there are two
   * @param {import("../lib/written.js").Written} written
   * @param {boolean} isRival whether only one of the two can be the draft, so that saving waits for a choice
   */
  show(why, written, isRival = false) {
    if (this.hidden) announce(why);
    this.written = written;
    this.isRival = isRival;
    this.querySelector(".keeper__why").textContent = why;
    this.querySelector("pre").textContent = [written.body, written.sources, written.reason].filter(Boolean).join("\n\n");
    this.hidden = false;
  }

  take() {
    const mine = read(this.form);
    setAside(this.closest("[data-place]").dataset.place, mine);
    this.isRival = false;
    this.form.dispatchEvent(new CustomEvent("version-taken", { detail: this.written }));
    write(this.form, this.written);
    if (isBlank(mine)) this.hidden = true;
    else this.show(this.dataset.taken, { ...mine, draft: this.form.elements.draft.value });
    this.form.elements.body.focus();
  }

  /** The form's own text stands, and is saved over the other. */
  leave() {
    if (this.isRival) this.form.elements.draft.value = this.written.draft;
    this.isRival = false;
    this.hidden = true;
    this.form.dispatchEvent(new CustomEvent("version-left", { detail: this.written }));
    touch(this.form);
    this.form.elements.body.focus();
  }
}

customElements.define("other-version", OtherVersion);
