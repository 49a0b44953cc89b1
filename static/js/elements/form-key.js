/*
<form-key data-anew>: when the draft of its form was sent or discarded elsewhere, what was written here becomes a draft
of its own at once. The form keeps its key, so that sending tells of the reply that has it; <draft-keeper> saves without
it. A text that nobody has changed here, or that may be that reply, waits.
*/
import { announce } from "../lib/announce.js";
import { isBlank, isSending, read, same, touch } from "../lib/written.js";

class FormKey extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    const begun = read(this.form);
    this.known = begun.draft ? begun : null; // as the draft was when this window last knew it
    this.form.addEventListener("draft-saved", ({ detail }) => (this.known = detail));
    this.form.addEventListener("submit", (event) => (this.isOnItsWay ||= isSending(event)));
    this.form.addEventListener("version-taken", ({ detail }) => (this.isOnItsWay ||= Boolean(detail.isSent)));
    this.form.addEventListener("text-sent", () => this.begin());
    this.form.addEventListener("draft-gone", ({ detail }) => this.part(detail));
  }

  begin() {
    this.isOnItsWay = false;
    this.known = null;
  }

  /** @param {import("../lib/written.js").Written | null} sent elsewhere, if it is known here */
  part(sent) {
    const mine = read(this.form);
    const isSaid = [this.known, sent].some((one) => one && same(one, mine));
    if (this.isOnItsWay || isSaid || isBlank(mine)) return;
    this.begin();
    touch(this.form);
    this.textContent = this.dataset.anew;
    announce(this.dataset.anew);
  }
}

customElements.define("form-key", FormKey);
