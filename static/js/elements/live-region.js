/*
<live-region role="status">: speaks what is announced anywhere on the page: by lib/announce.js, or by an answer of
the server with the header  HX-Trigger: {"announce": "Marked as helpful."}
*/
const PAUSE = 60; // milliseconds; a region emptied and filled at once is not heard

class LiveRegion extends HTMLElement {
  connectedCallback() {
    document.addEventListener("announce", this);
  }

  disconnectedCallback() {
    document.removeEventListener("announce", this);
  }

  /** @param {CustomEvent<{value: string}>} event */
  handleEvent(event) {
    this.textContent = "";
    window.setTimeout(() => {
      this.textContent = event.detail.value;
    }, PAUSE);
  }
}

customElements.define("live-region", LiveRegion);
