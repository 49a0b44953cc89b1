"""Texts that mean harm: forty of our own, and the lists of $CORPORA where it is set."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

HOSTILE = [
    "antisamy",
    "bleach_cases",
    "naughty_strings",
    "open_redirects",
    "xss_payloads",
]
BATCH = 25  # what the shortest page of replies holds

# Each would do something, or look like something of ours, if it were let out as it is.
OWN = [
    "\n\n <script>alert('a reply')</script>",
    "<SCRIPT SRC=https://evil.example/a.js></SCRIPT>",
    "</textarea><script>alert('out of the form')</script>",
    "</title></style></script><img src=x onerror=alert('out of the head')>",
    "</pre></details></main><img src=x onerror=alert('out of the list')>",
    "</del></ins></div><svg onload=alert('out of the comparison')>",
    "]]></content></entry></feed><script>alert('out of the feed')</script>",
    "</blockquote></figure><iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "<img src=https://evil.example/seen.gif alt=seen>",
    "<img srcset='https://evil.example/a.png 1x' onerror=alert(1)>",
    "<video poster=https://evil.example/p.png><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1) autoplay></audio>",
    "<input autofocus onfocus=alert('focus') name=csrfmiddlewaretoken value=mine>",
    "<form id=deeds action=https://evil.example/><button>Reply</button></form>",
    "<button form=deeds formaction=/articles/models/replies/1/withdraw/>Read on</button>",
    "<a data-hx-get=/drafts/ data-hx-trigger=load data-hx-target=body>more</a>",
    "<div hx-on:click=alert(1) hx-get=https://evil.example/ hx-trigger=load>more</div>",
    "<reply-composer data-place=../><form><textarea name=body></textarea></form>",
    "<live-region role=status aria-live=assertive>Your account is closed.</live-region>",
    "<base href=https://evil.example/><a href=here>here</a>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<link rel=stylesheet href=https://evil.example/a.css><style>*{display:none}</style>",
    "<p style='position:fixed;inset:0;background:url(https://evil.example/b)'>all</p>",
    "<dialog open><h1 id=content>Sign in again</h1></dialog>",
    "<a id=r1 name=body class=reply__author href=/members/mina/>mina</a>",
    "<math><maction actiontype=statusline xlink:href=javascript:alert(1)>x</maction>",
    "<svg><use href='data:image/svg+xml,<svg id=x onload=alert(1)></svg>#x'></use></svg>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]--> <!-- > --!><b onclick=alert(1)>",
    "<object data=https://evil.example/o.swf><embed src=javascript:alert(1)></object>",
    "{{ 7|add:7 }} {% include '/etc/passwd' %} ${alert(1)} <%= alert(1) %>",
    "[here](javascript:alert(document.cookie)) [there](JaVaScRiPt&#58;alert(1))",
    "[here](  data:text/html,<script>alert(1)</script>) <vbscript:msgbox(1)>",
    "[here](//evil.example/) [there](/\\evil.example) [that](https:evil.example)",
    '[a](https://x.example/"onmouseover="alert(1)) ![b" onerror="alert(1)](/pictures/x.png)',
    "```html onload=alert(1)\n</code></pre><script>alert('out of code')</script>\n```",
    "[1]: javascript:alert(1) '\"><script>alert(1)</script>'\n\n[so][1] [1]",
    "| <script>alert(1)</script> |\n|:-:|\n| </td></table><img src=x onerror=alert(1)> |",
    "@alice<img src=x onerror=alert(1)> @bob\" onclick=\"alert(1) [a]' onclick='alert(1)",
    "> > - <details open ontoggle=alert(1)>\n> \u202e\u2066<xmp><plaintext>so it ends",
]


@cache
def corpus(name: str) -> list[dict[str, Any]]:
    """A list of $CORPORA; empty where there is none."""
    path = Path(os.environ.get("CORPORA", "/dev/null"), f"{name}.jsonl")
    if not path.is_file():
        return []
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def lists() -> dict[str, list[str]]:
    """All there are, by name. What should lead astray is written as a link as well."""
    found = {name: [case["input"] for case in corpus(name)] for name in HOSTILE}
    for typed in found["open_redirects"][:]:
        found["open_redirects"].append(f"[here]({typed}) <{typed}> ![{typed}]({typed})")
    return {"ours": OWN, **{name: texts for name, texts in found.items() if texts}}


def said() -> list[str]:
    """What people really wrote to each other: every text of every conversation."""

    def below(text: dict[str, Any]) -> Iterator[str]:
        yield text["text"]
        for answer in text["replies"]:
            yield from below(answer)

    return [text for one in corpus("conversation_trees") for text in below(one)]


def _in_batches(lists: dict[str, list[str]]) -> pytest.MarkDecorator:
    batches = [
        pytest.param(texts[start : start + BATCH], id=f"{name} from {start}")
        for name, texts in lists.items()
        for start in range(0, len(texts), BATCH)
    ]
    return pytest.mark.parametrize("texts", batches)


in_batches = _in_batches(lists())
all_in_batches = _in_batches({**lists(), "said": said()})
