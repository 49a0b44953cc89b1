/* The source that a mark stands for, drawn to be shown near it: as the lists of an article and of a reply tell it. */

export const TEXT = ".prose, .reply__body";
export const MARK = ".prose .cite, .reply__body .cite";

/**
 * @param {HTMLAnchorElement} mark
 * @param {string} id - of what is drawn
 * @returns {HTMLElement | null}
 */
export function sourceOf(mark, id) {
  const listed = document.getElementById(mark.hash.slice(1));
  const chip = listed?.querySelector(".chip");
  const told = chip ? inReply(chip) : listed && inArticle(listed);
  if (!told) return null;
  const note = document.createElement("span");
  Object.assign(note, { id, className: "cite-note" });
  const title = document.createElement("a");
  Object.assign(title, { className: "cite-note__title", dir: "auto", href: told.href, rel: told.rel, textContent: told.title });
  note.append(part("cite-note__number", told.number), title);
  for (const fact of told.facts) if (fact) note.append(part("cite-note__fact", fact));
  return note;
}

/** An article's source, where the page lists them. */
function inArticle(listed) {
  const name = listed.querySelector(".sources__name");
  const facts = [".sources__host", ".sources__replies", ".sources__aside"];
  return name && {
    number: words(listed.querySelector(".sources__number")),
    title: words(name),
    href: name.href ?? `#${listed.id}`,
    rel: name.rel ?? "",
    facts: facts.map((fact) => words(listed.querySelector(fact))),
  };
}

/** One that a reply cites: the article's is told as there, and led to, if the page lists it. */
function inReply(chip) {
  const isElsewhere = chip.hostname !== window.location.hostname;
  const listed = isElsewhere ? null : document.getElementById(chip.hash.slice(1));
  const title = [...chip.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data).join("");
  return {
    number: words(chip.querySelector(".chip__number")),
    title: title.trim(),
    href: chip.href,
    rel: chip.rel,
    facts: isElsewhere ? [chip.hostname.replace(/^www\./, "")] : listed ? inArticle(listed).facts : [],
  };
}

function words(element) {
  return element?.textContent.trim() ?? "";
}

function part(className, text) {
  return Object.assign(document.createElement("span"), { className, textContent: text });
}
