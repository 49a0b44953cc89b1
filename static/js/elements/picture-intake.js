/*
<picture-intake data-field data-url>: takes in pictures that are picked, pasted into the composer or dragged onto it,
one after another; each stands in the text at once, and a field asks in words what it shows. The sentences are data-*.
*/
import { announce } from "../lib/announce.js";
import { describe, filesIn, send, undescribed } from "../lib/pictures.js";
import { isElsewhere, slipParagraph } from "../lib/typing.js";

class PictureIntake extends HTMLElement {
  connectedCallback() {
    this.composer = this.closest("reply-composer");
    this.field = document.getElementById(this.dataset.field);
    this.panel = this.querySelector("details");
    this.picked = this.querySelector("[type=file]");
    this.words = this.querySelector("[name=alt]");
    this.fault = this.querySelector(".composer__intake");
    for (const plain of this.querySelectorAll("[data-plain]")) plain.hidden = true;
    this.picked.addEventListener("change", () => this.take(this.picked.files));
    this.words.addEventListener("keydown", (event) => this.pressed(event));
    this.words.addEventListener("change", () => describe(this.field, this.words));
    for (const name of ["paste", "drop", "dragover", "dragleave"]) this.composer.addEventListener(name, this);
  }

  /** @param {ClipboardEvent | DragEvent} event */
  handleEvent(event) {
    const files = filesIn(event);
    if (!files) return;
    this.composer.classList.toggle("composer--over", event.type === "dragover");
    if (event.type !== "dragleave") event.preventDefault();
    if (!event.type.startsWith("drag")) this.take(files);
  }

  /** @param {FileList} files */
  async take(files) {
    const all = [...files];
    this.before = document.activeElement;
    this.picked.value = ""; // or the form would send it along
    for (const file of all) this.turn = Promise.resolve(this.turn).then(() => this.bring(file));
    await this.turn;
    if (all.length) this.ask();
  }

  /** @param {File} file */
  async bring(file) {
    const tell = (sentence) => sentence.replace("{name}", file.name);
    if (file.size > this.dataset.most) return this.say("", tell(this.dataset.large));
    this.say(tell(this.dataset.busy));
    const { markdown, error } = await send(file, this.dataset.url, this.field.form);
    if (!markdown) return this.say("", error || tell(this.dataset.failed));
    slipParagraph(this.field, markdown, this.before);
    return this.say(this.dataset.done);
  }

  /** What the first picture without words shows, if there is one. */
  ask() {
    const isAsked = Boolean(undescribed(this.field.value));
    this.panel.open = isAsked || !this.fault.hidden;
    if (isAsked && !isElsewhere(this.field, this.before)) this.words.focus();
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    if (event.key === "Enter") describe(this.field, this.words);
    if (event.ctrlKey || event.metaKey) return; // sends the reply
    event.preventDefault();
    this.panel.open = false;
    this.field.focus();
    if (event.key === "Enter") this.ask();
  }

  say(sentence, fault = "") {
    Object.assign(this.fault, { textContent: fault, hidden: !fault });
    this.panel.open ||= Boolean(fault);
    this.composer.querySelector(".composer__status").textContent = sentence;
    if (sentence) announce(sentence);
  }
}

customElements.define("picture-intake", PictureIntake);
