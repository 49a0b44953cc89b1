"""From a line of a text to its place in the preview."""

import re

from articles import pointing, prose

BODY = """# A heading

The first paragraph
goes on here.

- One thing
- Another *thing* & more

| A | B |
|---|---|
| x | y |

The first paragraph, again.
```
The first paragraph
```"""


def test_each_line_leads_to_the_block_that_says_it():
    html = prose.render_article(BODY, notes={}).html

    pointed, ids = pointing.pointed(html, BODY, [1, 3, 4, 7, 13, 15, 2, 0, 99])

    assert ids[1] == "line-1"
    assert ids[3] == ids[4] == "line-3"
    assert '<h2 id="line-1">A heading' in pointed
    assert '<p id="line-3">The first paragraph' in pointed
    assert '<li id="line-7">Another' in pointed
    assert '<p id="line-13">The first paragraph, again' in pointed
    assert not {0, 2, 99} & ids.keys()
    assert re.sub(' id="line-[0-9]+"', "", pointed) == html


def test_without_lines_nothing_is_added():
    assert pointing.pointed("<p>As is.</p>", "As is.", []) == ("<p>As is.</p>", {})
