/*
<branch-memory data-place>: a branch that was folded away is found folded again, on this device. It stands once on the
page; folding itself is done by <details>. A branch that holds the reply the address asks for is left open.
*/
import { keep, read } from "../lib/folded.js";

class BranchMemory extends HTMLElement {
  connectedCallback() {
    for (const id of read(this.dataset.place)) {
      const branch = document.getElementById(id);
      if (branch && !branch.querySelector(":target, .reply--focus")) branch.open = false;
    }
    document.addEventListener("toggle", this, { capture: true }); // it does not bubble
  }

  disconnectedCallback() {
    document.removeEventListener("toggle", this, { capture: true });
  }

  /** @param {ToggleEvent} event the browser also tells of every branch that is drawn open */
  handleEvent({ target }) {
    if (!target.matches(".branch")) return;
    const folded = read(this.dataset.place);
    if (target.open === !folded.has(target.id)) return;
    if (target.open) folded.delete(target.id);
    else folded.add(target.id);
    keep(this.dataset.place, folded);
  }
}

customElements.define("branch-memory", BranchMemory);
