/* What the tools make of a text in Markdown. Each puts its sign there, or takes it away where it is. Pure. */

const SIGNS = { bold: "**", italic: "*", code: "`" };
const LEADS = { quote: "> ", list: "- " };
const ADDRESS = /^https?:\/\/\S+$/;

/**
 * @typedef {{from: number, to: number, words: string, start: number, end: number}} Change
 * words for the stretch from…to of the text; start…end is then chosen
 */

/**
 * @param {string} tool
 * @param {string} text
 * @param {number} begin of what is chosen
 * @param {number} end
 * @returns {Change}
 */
export function marked(tool, text, begin, end) {
  if (tool in LEADS) return led(LEADS[tool], text, begin, end);
  const [, before, after] = text.slice(begin, end).match(/^(\s*)[^]*?(\s*)$/);
  const isBlank = before.length + after.length >= end - begin;
  const [first, last] = isBlank ? [begin, end] : [begin + before.length, end - after.length];
  if (tool === "link") return linked(text, first, last);
  const isBlock = tool === "code" && text.slice(first, last).includes("\n");
  return isBlock ? fenced(text, first, last) : signed(SIGNS[tool], text, first, last);
}

/** @returns {Change} the words with the sign on both sides */
function signed(sign, text, from, to) {
  const [size, words] = [sign.length, text.slice(from, to)];
  const outside = isSigned(sign, text.slice(0, from).match(/[*`]*$/)[0]);
  if (outside && text.startsWith(sign, to)) {
    return { from: from - size, to: to + size, words, start: from - size, end: to - size };
  }
  const isWhole = words.length >= 2 * size && words.endsWith(sign);
  if (isWhole && isSigned(sign, words.match(/^[*`]*/)[0])) {
    return { from, to, words: words.slice(size, -size), start: from, end: to - 2 * size };
  }
  return { from, to, words: `${sign}${words}${sign}`, start: from + size, end: to + size };
}

/** Whether a run of signs holds this one: two stars are bold, one or three italic. */
function isSigned(sign, run) {
  return sign === "*" ? /^(\*|\*{3,})$/.test(run) : run.includes(sign);
}

/** @returns {Change} each line with the same beginning */
function led(lead, text, from, to) {
  const start = text.lastIndexOf("\n", from - 1) + 1;
  const stop = text.indexOf("\n", to);
  const end = stop < 0 ? text.length : stop;
  const lines = text.slice(start, end).split("\n");
  const isLed = lines.every((line) => line.startsWith(lead));
  const words = lines.map((line) => (isLed ? line.slice(lead.length) : lead + line)).join("\n");
  const last = start + words.length;
  return { from: start, to: end, words, start: from === to ? last : start, end: last };
}

/** @returns {Change} a link that waits for its address, or for its words */
function linked(text, from, to) {
  const words = text.slice(from, to);
  if (ADDRESS.test(words)) return { from, to, words: `[](${words})`, start: from + 1, end: from + 1 };
  const start = from + words.length + 3;
  return { from, to, words: `[${words}](https://)`, start, end: start + "https://".length };
}

/** @returns {Change} several lines as a block of code */
function fenced(text, from, to) {
  const lead = /(^|\n)$/.test(text.slice(0, from)) ? "```\n" : "\n```\n";
  const tail = text.startsWith("\n", to) || to === text.length ? "\n```" : "\n```\n";
  return { from, to, words: lead + text.slice(from, to) + tail, start: from + lead.length, end: to + lead.length };
}
