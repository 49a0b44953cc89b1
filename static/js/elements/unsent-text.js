/*
<unsent-text data-restored data-differs data-sent>: keeps what is written in its form on this device until it
is saved or sent, and puts it back after a closed tab, with its key, so that it is one reply however often it is sent.
*/
import { forget, keep, read as kept, send } from "../lib/unsent.js";
import { isBlank, isSending, isWhole, read, same, sameText, touch, write } from "../lib/written.js";

class UnsentText extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.place = this.closest("[data-place]").dataset.place;
    this.form.addEventListener("input", (event) => this.typed(event));
    this.form.addEventListener("draft-saved", ({ detail }) => this.saved(detail));
    this.form.addEventListener("version-left", ({ detail }) => forget(this.place, detail));
    this.form.addEventListener("submit", (event) => this.submitted(event));
    this.form.addEventListener("htmx:beforeOnLoad", (event) => this.answered(event.detail.xhr));
    this.form.addEventListener("htmx:afterRequest", () => this.failed());
    this.form.addEventListener("text-begun", () => (this.isSent = false));
    this.restore();
  }

  /** What this device kept wins, and what it differs from can be had. */
  restore() {
    const here = read(this.form);
    const copies = kept(this.place);
    const copy = copies.find((one) => !one.isAside && !same(one, here));
    const aside = copies.find((one) => one.isAside && !same(one, here));
    const other = this.form.querySelector("other-version");
    if (copy) this.putBack(copy, here, other);
    else if (copies.some((one) => !one.isAside)) touch(this.form);
    if (aside && other.hidden) other.show(other.dataset.taken, { ...aside, key: here.key, draft: here.draft });
  }

  putBack(copy, here, other) {
    if (copy.isSent) {
      if (here.body.startsWith(copy.body.trim())) return forget(this.place, copy);
      return other.show(this.dataset.sent, { ...copy, draft: here.draft });
    }
    const { key, version, draft } = here;
    write(this.form, sameText(copy, here) ? { ...copy, key, version, draft } : copy);
    this.textContent = this.dataset.restored;
    if (!isBlank(here) && !sameText(copy, here)) other.show(this.dataset.differs, here, copy.draft !== here.draft);
  }

  typed(event) {
    if (event.isTrusted) this.textContent = "";
    if (!this.isSent) keep(this.place, read(this.form));
  }

  /** @param {import("../lib/written.js").Written} written which may be less than there is by now */
  saved(written) {
    const now = read(this.form);
    if (same(written, now) && isWhole(now)) forget(this.place, now);
    else keep(this.place, now);
  }

  /** Whether it arrives is not known before the answer; the next page may not tell. */
  submitted(event) {
    if (!isSending(event) || (this.isSending && this.form.dataset.hxPost)) return; // one at a time
    this.isSending = true;
    this.sent = read(this.form);
    send(this.place);
  }

  /** @param {XMLHttpRequest} xhr before its answer is put in place: an empty form must find nothing kept */
  answered(xhr) {
    if (!this.isSending || xhr.status >= 300 || xhr.getResponseHeader("HX-Redirect")) return;
    this.isSent = true;
    forget(this.place, this.sent);
    this.form.dispatchEvent(new CustomEvent("text-sent", { detail: this.sent }));
  }

  failed() {
    if (this.isSending && !this.isSent) keep(this.place, read(this.form));
    this.isSending = false;
  }
}

customElements.define("unsent-text", UnsentText);
