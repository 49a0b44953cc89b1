/*
<draft-windows data-changed data-gone>: windows of this browser that hold the same draft are told of each other at once;
those elsewhere learn of it when they save.
*/
import { announce } from "../lib/announce.js";
import { isBlank, read, same } from "../lib/written.js";

class DraftWindows extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.channel = new BroadcastChannel(`draft:${this.closest("[data-place]").dataset.place}`);
    this.channel.addEventListener("message", ({ data }) => this.heard(data));
    this.form.addEventListener("draft-saved", ({ detail }) => this.channel.postMessage(detail));
    this.form.addEventListener("text-sent", ({ detail }) => this.channel.postMessage({ ...detail, draft: 0 }));
  }

  disconnectedCallback() {
    this.channel.close();
  }

  /** @param {import("../lib/written.js").Written} theirs  draft: 0, if it has ended there */
  heard(theirs) {
    const mine = read(this.form);
    if (isBlank(mine) || (!theirs.draft && theirs.key !== mine.key)) return; // another reply than this one was sent
    this.textContent = "";
    if (!theirs.draft) this.ended(theirs);
    else if (same(mine, theirs)) this.form.elements.draft.value = theirs.draft;
    else this.form.querySelector("other-version").show(this.dataset.changed, theirs, true);
  }

  ended(theirs) {
    this.form.elements.draft.value = "";
    this.textContent = this.dataset.gone;
    announce(this.dataset.gone);
    this.form.dispatchEvent(new CustomEvent("draft-gone", { detail: theirs }));
  }
}

customElements.define("draft-windows", DraftWindows);
