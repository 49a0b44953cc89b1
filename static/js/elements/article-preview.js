/*
<article-preview data-failed>: wraps an article's form and the preview beside it, which work without it.
A moment after the last key the form is sent as the Preview button would send it, and the answer takes the place of
the old preview. Nothing is saved by that.
*/
const PAUSE = 700; // milliseconds without a key before a new preview is asked for

class ArticlePreview extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.pane = this.querySelector(".desk__preview");
    this.addEventListener("input", this.later);
    this.addEventListener("click", this.clicked);
  }

  disconnectedCallback() {
    window.clearTimeout(this.timer);
    this.asked?.abort();
  }

  later() {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.refresh(), PAUSE);
  }

  /** @param {MouseEvent} event */
  clicked(event) {
    if (!event.target.closest("button[name=_preview]")) return;
    event.preventDefault();
    this.refresh();
    this.pane.scrollIntoView({ block: "nearest" });
  }

  /** An answer that is overtaken by another key is thrown away. */
  async refresh() {
    window.clearTimeout(this.timer);
    this.asked?.abort();
    this.asked = new AbortController();
    const { signal } = this.asked;
    try {
      const typed = new FormData(this.form); // with the token in it
      typed.set("_preview", "1");
      typed.delete("picture"); // it is brought by a button of its own
      const answer = await fetch(window.location.pathname, {
        method: "POST",
        body: typed,
        headers: { "X-Preview": "part" },
        signal,
      });
      const part = await answer.text();
      if (answer.headers.get("X-Preview") !== "part") throw new Error(answer.statusText);
      const drawn = new DOMParser().parseFromString(part, "text/html");
      this.pane.replaceChildren(...drawn.body.childNodes);
      this.dispatchEvent(new CustomEvent("article-previewed", { bubbles: true }));
    } catch {
      if (!signal.aborted) this.pane.textContent = this.dataset.failed;
    }
  }
}

customElements.define("article-preview", ArticlePreview);
