/*
<search-key data-href>: the key / leads to the page's search field; from a page that has none, to the one at data-href.
It stands once on every page of a member who has keys on.
*/
import { isCommand } from "../lib/pressed.js";

class SearchKey extends HTMLElement {
  connectedCallback() {
    document.addEventListener("keydown", this);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this);
  }

  /** @param {KeyboardEvent} event */
  handleEvent(event) {
    if (event.key !== "/" || event.repeat || !isCommand(event)) return;
    event.preventDefault();
    const field = document.querySelector("[role=search] [type=search]");
    if (field) field.focus();
    else window.location.assign(this.dataset.href);
  }
}

customElements.define("search-key", SearchKey);
