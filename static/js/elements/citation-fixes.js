/*
<citation-fixes data-failed>: wraps an article's form and its preview. A button that mends something sends the form
as it would by itself, and takes from the answer what is different: the page stays where it is, Undo takes a change
of the text back, and a mark is put where the caret was.
*/
import { type } from "../lib/typing.js";

class CitationFixes extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.text = this.form.elements.namedItem("body");
    this.told = this.querySelector(".desk__told");
    this.addEventListener("click", this.clicked);
    this.text.addEventListener("focus", () => (this.isPlaced = true));
  }

  /** @param {MouseEvent} event */
  async clicked(event) {
    const button = event.target.closest("button[name=_fix]");
    if (!button) return;
    event.preventDefault();
    try {
      this.take(await this.asked(button.value));
      this.lead(...button.value.split(":"));
    } catch {
      this.told.textContent = this.dataset.failed;
      this.told.scrollIntoView({ block: "nearest" });
    }
  }

  async asked(code) {
    const typed = new FormData(this.form); // with the token in it
    typed.set("_fix", code);
    const before = this.text.value.slice(0, this.text.selectionStart);
    if (this.isPlaced) typed.set("_cursor", [...before].length);
    const answer = await fetch(window.location.pathname, { method: "POST", body: typed });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!page.querySelector("citation-fixes")) throw new Error(answer.statusText);
    return page;
  }

  take(page) {
    const [before, after] = [this.text.value, page.querySelector("#article_form [name=body]").value];
    let [start, end] = [0, 0];
    const shorter = Math.min(before.length, after.length);
    while (start < shorter && before[start] === after[start]) start += 1;
    while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
    if (before !== after) type(this.text, after.slice(start, after.length - end), start, before.length - end);
    for (const part of ["#sources-rows", ".desk__preview"]) {
      this.querySelector(part).replaceChildren(...page.querySelector(part).childNodes);
    }
    this.told.textContent = page.querySelector(".desk__told").textContent;
    this.dispatchEvent(new CustomEvent("article-previewed", { bubbles: true }));
  }

  /** To a new row, which wants a title; else the focus is in the text, or where it can be lost no more. */
  lead(verb, number) {
    const numbers = [...this.querySelectorAll("#sources-rows [name$='-number']")];
    const row = numbers.find((one) => one.value === number)?.closest("li");
    if (verb === "add") row?.querySelector("[name$='-title']").focus();
    else if (document.activeElement === document.body) row?.querySelector("input").focus();
  }
}

customElements.define("citation-fixes", CitationFixes);
