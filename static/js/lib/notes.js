/* The source that a mark in a reply stands for, drawn to be shown beside it. */

/**
 * @param {HTMLAnchorElement} mark
 * @returns {HTMLElement | null}
 */
export function sourceOf(mark) {
  const chip = document.getElementById(mark.hash.slice(1))?.querySelector(".chip");
  if (!chip) return null;
  const note = document.createElement("span");
  Object.assign(note, { id: "cite-note", className: "cite-note" });
  const title = document.createElement("a");
  Object.assign(title, { className: "cite-note__title", dir: "auto", href: chip.href, rel: chip.rel });
  title.tabIndex = -1; // for a pointer; from the mark itself a key leads to the note
  title.textContent = [...chip.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data).join("").trim();
  note.append(part("number", chip.querySelector(".chip__number").textContent), title, part("host", hostOf(chip)));
  return note;
}

/** Of an article's source the page knows the address where it lists them. */
function hostOf(chip) {
  const isElsewhere = chip.hostname !== window.location.hostname;
  const source = isElsewhere ? chip : document.querySelector(`${chip.hash || "#none"} a.sources__name`);
  return source?.hostname.replace(/^www\./, "") ?? "";
}

function part(name, text) {
  const span = document.createElement("span");
  Object.assign(span, { className: `cite-note__${name}`, textContent: text });
  return span;
}
