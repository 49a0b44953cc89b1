/*
<slug-field data-title="id">: fills the address of a new article from its title, until somebody types one.
Left empty, the server makes it just so.
*/
class SlugField extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("input");
    this.source = document.getElementById(this.dataset.title);
    if (this.field.value || this.field.disabled) return;
    this.addEventListener("input", () => this.leave());
    this.follow = () => this.fill();
    this.source.addEventListener("input", this.follow);
  }

  disconnectedCallback() {
    this.leave();
  }

  leave() {
    this.source.removeEventListener("input", this.follow);
  }

  fill() {
    this.field.value = this.source.value
      .normalize("NFKD")
      .replace(/[^\w\s-]/g, "")
      .toLowerCase()
      .trim()
      .replace(/[-\s]+/g, "-")
      .slice(0, 120);
  }
}

customElements.define("slug-field", SlugField);
