/*
<batch-progress>: asks every second how far the files have come, until all are done. Without it
a link reads the page again.
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
    else document.querySelector(".batch__wait")?.remove();
  }

  async refresh() {
    try {
      const answer = await fetch(window.location.pathname, { headers: { "X-Part": "batch" } });
      if (answer.headers.get("X-Part") !== "batch") throw new Error(answer.statusText);
      const drawn = new DOMParser().parseFromString(await answer.text(), "text/html");
      this.replaceChildren(...drawn.body.childNodes);
      this.wait(EVERY);
    } catch {
      this.wait(LATER);
    }
  }
}

customElements.define("batch-progress", BatchProgress);
