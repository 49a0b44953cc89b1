/*
<draft-keeper data-url data-…>: saves what is written in its form as a draft, and says how that went: for each outcome
there is a data-* sentence. What cannot be saved is tried again; <unsent-text> has it meanwhile, if the device lets it.
*/
import { announce } from "../lib/announce.js";
import { Pace } from "../lib/pace.js";
import { save } from "../lib/saving.js";
import { holds } from "../lib/unsent.js";
import { isSending, read, same } from "../lib/written.js";

class DraftKeeper extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.other = this.form.querySelector("other-version");
    this.pace = new Pace(() => this.save());
    this.form.addEventListener("input", () => this.pace.touched());
    this.form.addEventListener("click", (event) => event.target.closest("[data-draft]") && this.asked(event));
    this.form.addEventListener("submit", (event) => (this.isSending ||= isSending(event)));
    this.form.addEventListener("text-sent", () => this.pace.rest());
    this.form.addEventListener("htmx:afterRequest", () => (this.isSending = false));
    this.end = new AbortController();
    const moments = ["online", "pagehide", "pageshow", "visibilitychange"];
    for (const moment of moments) window.addEventListener(moment, this, { signal: this.end.signal });
  }

  disconnectedCallback() {
    this.save(true);
    this.pace.stop();
    this.end.abort();
  }

  handleEvent({ type }) {
    if (type === "pageshow") this.isSending = false; // come back to
    else this.save(type !== "online");
  }

  /** @param {Event} event by its author, who need not wait for it */
  asked(event) {
    event.preventDefault();
    this.pace.touched();
    this.save();
  }

  async save(isLast = false) {
    if (!this.pace.isDue || this.isSaving || this.isSending || this.other.isRival) return;
    const [before, written] = [this.given, read(this.form)];
    this.pace.begun();
    [this.isSaving, this.given] = [true, written];
    const answer = await save(this.form, this.dataset.url, written.key === this.taken ? { ...written, key: "" } : written, isLast);
    this.isSaving = false;
    if (this.isSending || !this.isConnected) return;
    if (written.key !== read(this.form).key) return this.pace.touched(); // that was about another reply
    if (answer.outcome === "changed") this.compare(answer, before);
    else this.tell(answer, written);
    if (!same(written, read(this.form))) this.pace.touched();
  }

  tell({ outcome, error = "", draft, wait }, written) {
    if (outcome === "away") this.pace.failed(wait);
    else if (outcome !== "shut") this.pace.rest();
    if (outcome === "gone") this.taken = written.key; // it may be that of a reply by now
    if (outcome === "saved" || outcome === "gone") this.form.elements.draft.value = draft || "";
    const isKept = ["saved", "gone"].includes(outcome) || holds(this.closest("[data-place]").dataset.place, read(this.form));
    const said = `${error} ${this.dataset[isKept ? outcome : "lost"]}`.trim();
    if (outcome !== "saved" && said !== this.textContent) announce(said);
    this.textContent = outcome === "saved" && !draft ? "" : said;
    if (outcome === "saved") this.form.dispatchEvent(new CustomEvent("draft-saved", { detail: { ...written, draft } }));
    if (outcome === "gone") this.form.dispatchEvent(new CustomEvent("draft-gone"));
  }

  /** Another window has written over the draft, unless it was this one and the answer was lost. */
  compare({ error, body, sources, draft }, before) {
    const theirs = { body, sources, draft };
    if (!before || !same(before, theirs)) return this.other.show(error, theirs, true);
    this.form.elements.draft.value = draft;
    this.pace.touched();
  }
}

customElements.define("draft-keeper", DraftKeeper);
