/* Addresses as sources: which text is one, which two are the same, and the list of a reply's own. */
const LONGEST = 2048; // characters

/** @param {string} text */
export function isAddress(text) {
  return text.length <= LONGEST && /^https?:\/\/[^\s/]+\S*$/i.test(text) && URL.canParse(text);
}

/**
 * Whether an address would be part of something there: a link being written, or a block of code.
 * @param {string} before the text up to the caret
 */
export function isWithin(before) {
  const fences = before.match(/^(```|~~~)/gm) ?? [];
  return fences.length % 2 > 0 || /\]\($|\]: ?$|[<`/=]$/.test(before);
}

/**
 * Whether two addresses lead to the same page; the place on it does not count.
 * @param {string} one
 * @param {string} other
 */
export function same(one, other) {
  const [here, there] = [one, other].map((text) => URL.canParse(text) && new URL(text));
  if (!here || !there) return false;
  here.hash = there.hash = "";
  return here.href === there.href;
}

/** The reply's own sources, one address to a line of their field: lines are counted as the server counts them. */
export class Own {
  /** @param {HTMLTextAreaElement} field whose data-most says how many there may be */
  constructor(field) {
    this.field = field;
    this.most = Number(field.dataset.most);
    this.last = null; // the one added last, and the letter it got
  }

  list() {
    return [...new Set(this.field.value.split("\n").map((line) => line.trim()).filter(Boolean))];
  }

  /** @returns {string | undefined} the letter of an address that is in the list, and not too far down for one */
  mark(address) {
    const list = this.list();
    const place = list.includes(address) ? list.indexOf(address) : list.findIndex((one) => same(one, address));
    return place < 0 || place >= this.most ? undefined : String.fromCharCode(97 + place);
  }

  /** @returns {boolean} whether there was room for it */
  add(address) {
    const list = this.list();
    if (list.length >= this.most) return false;
    this.write([...list, address]);
    this.last = { address, mark: `[${this.mark(address)}]` };
    return true;
  }

  /** What was added last is there as long as the text marks it. */
  agree(text) {
    if (!this.last) return;
    const { address, mark } = this.last;
    const others = this.list().filter((one) => one !== address);
    const isMarked = text.includes(mark);
    if (isMarked !== Boolean(this.mark(address))) this.write(isMarked ? [...others, address] : others);
  }

  write(list) {
    this.field.value = list.join("\n");
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
