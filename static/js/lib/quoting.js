/* A reply's words to answer to, in Markdown: as the server quotes a whole reply. */

/**
 * What is chosen on the page, if it lies within one reply.
 * @returns {{reply: HTMLElement, words: string, range: Range} | null}
 */
export function chosen() {
  const selection = document.getSelection();
  const words = selection.toString().trim();
  if (!words) return null;
  const range = selection.getRangeAt(0);
  const { startContainer: start } = range;
  const body = (start.closest ? start : start.parentElement).closest(".thread .reply__body");
  if (!body) return null;
  const rest = range.cloneRange(); // a triple click reaches to the beginning of what comes next
  if (!body.contains(range.endContainer)) rest.setStartAfter(body);
  else rest.collapse();
  return rest.toString().trim() ? null : { reply: body.closest(".reply"), words, range };
}

/**
 * A whole reply, quoted by the server, which has it as it was written; as it is read, where no answer came.
 * @param {HTMLElement} reply
 * @param {string} url
 * @returns {Promise<string>}
 */
export async function everything(reply, url) {
  try {
    const answer = await fetch(url, { headers: { Accept: "application/json" } });
    return (await answer.json()).quote.trimEnd();
  } catch {
    const said = reply.querySelectorAll(":scope > .reply__body > :not(.reply__notes)");
    return quotation(reply, [...said].map((block) => block.innerText.trim()).join("\n\n"));
  }
}

/**
 * @param {HTMLElement} reply
 * @param {string} words
 */
export function quotation(reply, words) {
  const author = reply.querySelector(":scope > .reply__head .reply__author").textContent;
  const { pathname } = reply.querySelector(":scope > .reply__head > .reply__time");
  const lines = plain(words).replace(/\n{3,}/g, "\n\n").split("\n");
  return [...lines, "", `— [${author}](${pathname})`].map((line) => `> ${line}`.trimEnd()).join("\n");
}

/** Words that mean in Markdown what they said on the page; [a] was a source of that reply, and is none of this one. */
function plain(words) {
  return words
    .replace(/[\\`*]|\b_|_\b|\[(?=\^?[a-z](:\d+)?\])/g, "\\$&")
    .replace(/^(\s*)([#>+-]|\d+(?=[.)] ))/gm, (_, space, sign) =>
      /\d/.test(sign) ? `${space}${sign}\\` : `${space}\\${sign}`,
    );
}
