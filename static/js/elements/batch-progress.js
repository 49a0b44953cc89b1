/*
<batch-progress>: asks every second how far the files have come, until all are done. Only what
has changed is drawn anew, so that focus stays and a screen reader hears no more than the news.
Without it a link reads the page again.
*/
const EVERY = 1000; // milliseconds
const LATER = 5000; // when the server has not answered

class BatchProgress extends HTMLElement {
  connectedCallback() {
    this.wait(EVERY);
  }

  disconnectedCallback() {
    window.clearTimeout(this.timer);
  }

  wait(time) {
    const isDone = this.querySelector("progress")?.hasAttribute("data-done");
    if (!isDone) this.timer = window.setTimeout(() => this.refresh(), time);
    else this.end();
  }

  async refresh() {
    try {
      const answer = await fetch(window.location.pathname, { headers: { "X-Part": "batch" } });
      if (answer.headers.get("X-Part") !== "batch") throw new Error(answer.statusText);
      this.show(new DOMParser().parseFromString(await answer.text(), "text/html"));
      this.wait(EVERY);
    } catch {
      this.wait(LATER);
    }
  }

  show(drawn) {
    const state = this.querySelector(".batch__state");
    const told = drawn.querySelector(".batch__state").textContent;
    if (state.textContent !== told) state.textContent = told;
    const bar = this.querySelector("progress");
    const now = drawn.querySelector("progress");
    bar.value = now.value;
    bar.toggleAttribute("data-done", now.hasAttribute("data-done"));
    const rows = this.querySelectorAll("tbody > tr");
    drawn.querySelectorAll("tbody > tr").forEach((row, index) => {
      if (!rows[index].isEqualNode(row)) rows[index].replaceWith(row);
    });
  }

  end() {
    const form = document.querySelector(".batch__wait");
    if (form?.contains(document.activeElement)) {
      const state = this.querySelector(".batch__state");
      state.tabIndex = -1;
      state.focus();
    }
    form?.remove();
  }
}

customElements.define("batch-progress", BatchProgress);
