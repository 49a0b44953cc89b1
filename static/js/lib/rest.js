/* What was written on, while a text was on its way. */
import { isBlank, same } from "./written.js";

const OWN = /\[[a-z](:\d+)?\]/; // a mark of a source of the reply's own

/**
 * What a form holds beyond the text that was sent from it: the words behind it; or all, if it was changed elsewhere.
 * @param {import("./written.js").Written} sent
 * @param {import("./written.js").Written} now
 * @returns {{body: string, sources: string} | null}
 */
export function rest(sent, now) {
  if (same(sent, now)) return null;
  const body = now.body.startsWith(sent.body) ? now.body.slice(sent.body.length) : now.body;
  const isCited = OWN.test(body) || now.sources !== sent.sources;
  const left = { body: body.trimStart(), sources: isCited ? now.sources : "" };
  return isBlank(left) ? null : left;
}
