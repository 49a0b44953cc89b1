/*
<deed-report data-gone data-failed>: says beside a reply why a vote, or the form of an answer, that was asked for there
does not come: the reply is gone, or there was no answer. It stands once on the page. What the server says itself is put
in place by htmx.
*/
import { announce } from "../lib/announce.js";

const EVENTS = ["htmx:beforeRequest", "htmx:responseError", "htmx:sendError"];
const GONE = [404, 410];

class DeedReport extends HTMLElement {
  connectedCallback() {
    for (const name of EVENTS) document.addEventListener(name, this);
  }

  disconnectedCallback() {
    for (const name of EVENTS) document.removeEventListener(name, this);
  }

  /** @param {CustomEvent<{xhr: XMLHttpRequest}>} event */
  handleEvent({ type, target, detail }) {
    const deeds = target.closest(".reply__acts");
    if (!deeds) return;
    deeds.querySelector(".field__error")?.remove();
    if (type !== "htmx:beforeRequest") this.tell(deeds, this.dataset[GONE.includes(detail.xhr.status) ? "gone" : "failed"]);
  }

  tell(deeds, sentence) {
    const said = document.createElement("span");
    Object.assign(said, { className: "field__error", textContent: sentence });
    deeds.append(said);
    announce(sentence);
  }
}

customElements.define("deed-report", DeedReport);
