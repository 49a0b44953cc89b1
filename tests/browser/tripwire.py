"""Whatever a text could set off in a browser, wired to the console before it can."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Route

# Runs in every document before any script of its own. What it tells fails the test, as
# every error on the console does (see watch.py). A test with these wires does not ask
# the page by `evaluate`, for Playwright itself calls `eval` then.
WIRES = """
(() => {
  const tell = (what) => console.error(`tripwire: ${what}`);
  const near = (address) => new URL(String(address?.url ?? address), location.href).origin === location.origin;
  const TEXTS = ".reply__body, .diff, .statement__text, .version__reason, .verbatim, textarea";
  const SCHEMES = ["http:", "https:"];

  for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = () => tell(name);
  window.eval = new Proxy(window.eval, {
    apply: (real, self, given) => (tell("eval"), Reflect.apply(real, self, given)),
  });
  for (const name of ["Function", "WebSocket", "EventSource", "Worker", "SharedWorker"])
    window[name] = new Proxy(window[name], {
      apply: () => tell(name),
      construct: () => (tell(name), {}),
    });
  Function.prototype.constructor = window.Function;
  for (const [owner, name, at] of [
    [window, "fetch", 0], [navigator, "sendBeacon", 0], [XMLHttpRequest.prototype, "open", 1],
  ])
    owner[name] = new Proxy(owner[name], {
      apply(deed, self, given) {
        if (!near(given[at])) tell(`${name} ${given[at]}`);
        return Reflect.apply(deed, self, given);
      },
    });

  const look = (element) => {
    const name = element.localName;
    for (const { name: attribute } of element.attributes)
      if (attribute.startsWith("on") || attribute === "srcdoc") tell(`<${name} ${attribute}>`);
    if (["iframe", "object", "embed", "base", "frame"].includes(name)) tell(`<${name}>`);
    if (name === "script" && !(element.src && near(element.src))) tell("<script>");
    if (name === "a" && element.hasAttribute("href") && !SCHEMES.includes(element.protocol)) tell(element.href);
    if (!element.parentElement?.closest(TEXTS)) return;
    if (element.hasAttribute("style")) tell(`<${name} style>`);
    if (name.includes("-") || Object.keys(element.dataset).length) tell(`<${name}> of ours`);
  };
  new MutationObserver((changes) => {
    for (const { addedNodes, target, type } of changes) {
      if (type === "attributes") look(target);
      for (const node of addedNodes)
        if (node.nodeType === Node.ELEMENT_NODE) [node, ...node.querySelectorAll("*")].forEach(look);
    }
  }).observe(document, { attributes: true, childList: true, subtree: true });
})();
"""


class Tripwire:
    """Lays the wires in a context, and stops whoever wants to leave the site."""

    def __init__(self, context: BrowserContext, site: str) -> None:
        self.left_for: list[str] = []
        self._site = urlsplit(site).netloc
        context.add_init_script(WIRES)
        context.route("**/*", self._stop)

    def _stop(self, route: Route) -> None:
        address = route.request.url
        if urlsplit(address).netloc == self._site:
            route.continue_()
            return
        self.left_for.append(address)
        route.abort()
