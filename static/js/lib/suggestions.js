/* What may be meant by the mark or the name that is being typed. */
import { Own } from "./sources.js";

const MEMBER = /(?:^|[^\w@./])@([a-z0-9][\w-]{0,19})$/i;
const SOURCE = /(?:^|[^!\]])\[([0-9]{0,3}|[a-z])$/;
const MOST = 8;

/**
 * @typedef {{words: string, sign: string, title: string}} Option words to be put into the text
 * @param {HTMLTextAreaElement} field
 * @param {string} names the address that knows the members
 * @returns {Promise<{from: number, isBegun: boolean, options: Option[]} | null>}
 */
export async function suggestions(field, names) {
  const before = field.value.slice(0, field.selectionStart);
  const [member, source] = [MEMBER.exec(before), SOURCE.exec(before)];
  const begun = (member ?? source)?.[1];
  if (begun === undefined || field.selectionStart !== field.selectionEnd) return null;
  const options = member ? await members(begun, names) : sources(begun, field.form);
  return { from: before.length - begun.length - 1, isBegun: begun !== "", options };
}

/** @returns {Promise<Option[]>} none, where no answer comes */
async function members(begun, address) {
  try {
    const answer = await fetch(`${address}?q=${encodeURIComponent(begun)}`, { headers: { Accept: "application/json" } });
    const { names } = await answer.json();
    return names.map((name) => ({ words: `@${name} `, sign: "@", title: name }));
  } catch {
    return [];
  }
}

/** @returns {Option[]} the article's by number, then the reply's own by letter */
function sources(begun, form) {
  const notes = [...form.querySelectorAll("[data-mark]")].map((note) => [
    note.dataset.mark,
    note.lastElementChild.textContent,
  ]);
  const own = new Own(form.elements.sources);
  const cited = own.list().map((address) => [own.mark(address), address]);
  const all = [...notes, ...cited.filter(([mark]) => mark)];
  return all
    .filter(([mark]) => mark.startsWith(begun))
    .slice(0, MOST)
    .map(([mark, title]) => ({ words: `[${mark}]`, sign: mark, title }));
}

/**
 * @param {Option} option
 * @param {string} id
 */
export function drawn({ words, sign, title }, id) {
  const item = document.createElement("li");
  Object.assign(item, { id, className: "completion__option", role: "option" });
  item.dataset.words = words;
  const number = document.createElement("span");
  Object.assign(number, { className: `completion__sign${sign === "@" ? "" : " completion__sign--source"}`, textContent: sign });
  item.append(number, title);
  return item;
}
