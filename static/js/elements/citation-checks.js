/*
<citation-checks>: wraps an article's form and its preview. What the checks say of a place leads to the very words in
the field; and what comes with a new preview is said beside the fields as well, until the next one comes. It takes the
place of what the server said there when it refused to save.
*/
class CitationChecks extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this.clicked);
    this.addEventListener("article-previewed", this.spread);
  }

  /** @param {MouseEvent} event */
  clicked(event) {
    const link = event.target.closest("a[data-field]");
    const field = link && document.getElementById(link.dataset.field);
    if (!field) return;
    event.preventDefault();
    const { line, mark } = link.dataset;
    const [start, end] = this.stretch(field, Number(line), mark);
    if (end) this.show(field, start, end);
    field.focus();
    field.scrollIntoView({ block: "nearest" });
  }

  /** From where to where the field says it: a mark in its line, or the line; nothing if it is not there any more. */
  stretch(field, line, mark) {
    if (!field.matches("textarea") || !(line || mark)) return [0, 0];
    const lines = field.value.split("\n");
    const begin = line ? lines.slice(0, line - 1).join("\n").length + (line > 1) : 0;
    const said = line ? (lines[line - 1] ?? "") : field.value;
    const place = mark ? said.indexOf(mark) : 0;
    if (place < 0) return [begin, begin + said.length];
    return [begin + place, begin + place + (mark || said).length];
  }

  /** Chosen, and scrolled to: a field scrolls to its caret when it gets the focus. */
  show(field, start, end) {
    field.blur();
    field.setSelectionRange(start, start);
    field.focus();
    field.setSelectionRange(start, end);
  }

  spread() {
    const found = [...this.querySelectorAll(".desk__preview [data-place]")];
    for (const list of this.querySelectorAll("[data-at]")) {
      const here = found.filter(({ dataset }) => dataset.place === list.dataset.at);
      list.replaceChildren(...here.map((one) => one.cloneNode(true)));
      list.parentElement.querySelector(".errorlist")?.remove();
    }
  }
}

customElements.define("citation-checks", CitationChecks);
