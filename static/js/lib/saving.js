/* Hand a text over to the server, and learn what became of it. */

const PATIENCE = 10_000; // milliseconds; an answer that takes longer is none

/**
 * saved; changed or gone: another window has written over the draft or ended it; unfit: as it is, or there, it cannot be saved;
 * shut: not from this page, or not by who is signed in; away: not now.
 * @typedef {"saved" | "changed" | "gone" | "unfit" | "shut" | "away"} Outcome
 * @typedef {{outcome: Outcome, wait?: number, error?: string, draft?: number, body?: string, sources?: string}} Answer
 */

/**
 * @param {HTMLFormElement} form whose token comes along
 * @param {string} url
 * @param {import("./written.js").Written} written
 * @param {boolean} isLast whether the page is going away: then it need not live to hear the answer
 * @returns {Promise<Answer>}
 */
export async function save(form, url, written, isLast = false) {
  const body = new FormData();
  for (const [name, value] of Object.entries(written)) body.set(name, value);
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  const asked = { method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual" };
  const bound = isLast ? { keepalive: true } : { signal: AbortSignal.timeout(PATIENCE) };
  if (!navigator.onLine) return { outcome: "away" };
  try {
    const answer = await fetch(url, { ...asked, ...bound });
    const isData = answer.headers.get("Content-Type")?.startsWith("application/json");
    const told = isData ? await answer.json() : {};
    const wait = Number(answer.headers.get("Retry-After") ?? 0);
    return { ...told, wait, outcome: outcome(answer.status, told) };
  } catch {
    return { outcome: "away" };
  }
}

/** @returns {Outcome} */
function outcome(status, told) {
  if (status === 200) return "saved";
  if (status === 409) return told.draft ? "changed" : "gone";
  if ([404, 410, 413, 422].includes(status)) return "unfit";
  return status === 429 || status >= 500 ? "away" : "shut";
}
