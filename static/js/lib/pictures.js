/* Pictures on their way into a text. */

/**
 * @param {File} file
 * @param {string} url
 * @param {HTMLFormElement} form whose token comes along
 * @returns {Promise<{markdown?: string, error?: string}>} neither, where no answer came
 */
export async function send(file, url, form) {
  const body = new FormData();
  body.set("picture", file);
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  try {
    const headers = { Accept: "application/json" };
    const answer = await fetch(url, { method: "POST", body, headers });
    return await answer.json();
  } catch {
    return {};
  }
}

/**
 * The first picture of a text that says nothing to those who cannot see it.
 * @param {string} text
 * @returns {RegExpMatchArray | null}
 */
export function undescribed(text) {
  return text.match(/!\[\]\(\/pictures\/[0-9a-f]{32}\.\w+\)/);
}

/**
 * Write what was typed to the first picture that has no words yet.
 * @param {HTMLTextAreaElement} field
 * @param {HTMLInputElement} words emptied by it
 */
export function describe(field, words) {
  const said = words.value.trim().replace(/[\\`*_[\]]/g, "\\$&");
  const place = undescribed(field.value);
  if (!said || !place) return;
  words.value = "";
  field.setRangeText(said, place.index + 2, place.index + 2, "preserve");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/**
 * The files that a paste or a drag brings; text that comes with a picture of itself is text.
 * @param {ClipboardEvent | DragEvent} event
 * @returns {FileList | null}
 */
export function filesIn(event) {
  const brought = event.clipboardData ?? event.dataTransfer;
  const isText = event.type === "paste" && brought.types.includes("text/plain");
  return brought.types.includes("Files") && !isText ? brought.files : null;
}
