"""An article goes out as text, comes in again, and is what it was."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import CommandError, call_command

from articles import exports
from articles.models import Article
from tests.integration.articles.bringing_in import SAMPLE
from tests.integration.articles.test_exporting import taken

if TYPE_CHECKING:
    from pathlib import Path

SIXTY = "\n\n".join(
    [
        "Sixty",
        *(f"Claim [{n}], once more [{n}:1]." for n in range(1, 61)),
        *(f"  {n}. Source {n} https://x.example/{n} ↩︎ ↩︎" for n in range(1, 61)),
    ]
)
NESTED = """Lists

- One [1]
    - Two [1:1]
        1. Three
        2. Four [2]

1. Five
2. Six

  1. S1 ↩︎ ↩︎

  2. S2 ↩︎"""
CODE = """Code

Read `a[7]` and [1].

```python
a[8] = b[1:2]
```

    c[9]

  1. S1 ↩︎"""
RIGHT_TO_LEFT = """نماذج مفتوحة للجميع

يقول المصدر [1] إن \u200f(AI) تتغير [1:1].

עוד מקור [2].

  1. تقرير عن النماذج https://x.example/%D8%A7 ↩︎ ↩︎

  2. מזכר פנימי ↩︎"""
TEXTS = {
    "no sources": "Title\n\nA paragraph.\n\nAnother.",
    "no sources but a list": "Title\n\nTwo things:\n\n1. One\n2. Two",
    "sixty sources": SIXTY,
    "a mark without a source": "Title\n\nOne [1], and [9].\n\n  1. S1 ↩︎",
    "a source without a mark": "Title\n\nOne [1].\n\n  1. S1 ↩︎\n\n  2. S2",
    "nested lists": NESTED,
    "brackets in code": CODE,
    "marks out of order": "Title\n\nB [2:4], A [1:1], B [2].\n\n  1. S1 ↩︎\n\n  2. S2 ↩︎ ↩︎",
    "numbers with gaps": "Title\n\nB [2], E [5].\n\n  2. S2 ↩︎\n\n  5. S5 ↩︎",
    "from right to left": RIGHT_TO_LEFT,
    "a title that is an address": "Title\n\nA [1].\n\n  1. https://x.example/a ↩︎",
}
FOREIGN = {
    "line ends of Windows": lambda text: text.replace("\n", "\r\n"),
    "a byte order mark": lambda text: f"\ufeff{text}",
    "both, and lines to spare": lambda text: (
        "\ufeff\r\n" + text.replace("\n", "\r\n") + "\r\n\r\n"
    ),
}


def bring_in(path: Path, content: str, **options: Any) -> Article:
    path.write_bytes(content.encode())
    call_command(
        "import_article", path, stdout=StringIO(), stderr=StringIO(), **options
    )
    return Article.objects.get(slug=path.stem)


def what_it_says(article: Article) -> object:
    notes = [
        (note.number, note.source.title, note.source.url, note.uses, note.is_struck)
        for note in article.notes.for_reading()
    ]
    marks = [str(citation) for citation in article.citations.all()]
    return article.title, article.standfirst, article.body, notes, marks


def test_the_sample_comes_out_as_it_went_in(
    erin: Any, visitor: Any, tmp_path: Path
) -> None:
    original = SAMPLE.read_text(encoding="utf-8")
    article = bring_in(tmp_path / SAMPLE.name, original, publish=True)

    assert taken(visitor, "plain", article) == original

    marks = [str(citation) for citation in article.citations.all()]
    assert marks == ["[1]", "[1:1]", "[2]", "[2:1]", "[3]", "[3:1]"]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("ending", ["txt", "md"])
def test_a_text_comes_out_as_it_went_in_and_may_go_in_again(
    erin: Any, tmp_path: Path, text: str, ending: str
) -> None:
    first = bring_in(tmp_path / "first.txt", text)
    plain = exports.texts.plain(first, first.notes.for_reading())
    marked = exports.texts.markdown(first, first.notes.for_reading())

    written = {"txt": plain, "md": marked}[ending]
    second = bring_in(tmp_path / f"second.{ending}", written)

    assert plain == text
    assert what_it_says(second) == what_it_says(first)
    assert exports.texts.plain(second, second.notes.for_reading()) == text
    assert exports.texts.markdown(second, second.notes.for_reading()) == marked


@pytest.mark.parametrize("foreign", FOREIGN.values(), ids=FOREIGN)
@pytest.mark.parametrize("text", [NESTED, RIGHT_TO_LEFT], ids=["lists", "from right"])
def test_what_other_systems_add_does_not_come_out(
    erin: Any, tmp_path: Path, text: str, foreign: Any
) -> None:
    article = bring_in(tmp_path / "news.txt", foreign(text))

    assert exports.texts.plain(article, article.notes.for_reading()) == text


def test_an_export_imported_over_its_article_changes_nothing(
    erin: Any, visitor: Any, tmp_path: Path
) -> None:
    article = bring_in(tmp_path / "news.txt", SIXTY, publish=True)
    before = what_it_says(article)

    for form in ("plain", "markdown"):
        again = bring_in(
            tmp_path / "news.txt", taken(visitor, form, article), over=True
        )

        assert again.version == 1
        assert what_it_says(again) == before


def test_markdown_brings_its_standfirst_along(erin: Any, tmp_path: Path) -> None:
    first = bring_in(tmp_path / "first.txt", NESTED, standfirst="Who can run one.")
    marked = exports.texts.markdown(first, first.notes.for_reading())

    second = bring_in(tmp_path / "second.md", marked)
    other = bring_in(tmp_path / "other.md", marked, standfirst="Something else.")

    assert marked.startswith("# Lists\n\nWho can run one.\n\n<!-- text -->\n\n- One")
    assert what_it_says(second) == what_it_says(first)
    assert other.standfirst == "Something else."


def test_a_text_below_a_standfirst_is_told_by_its_own_lines(
    erin: Any, tmp_path: Path
) -> None:
    said = "# News\n\nIn short.\n\n<!-- text -->\n\nOne [1].\n\nTwo [9].\n\n  1. S1 ↩︎"

    with pytest.raises(CommandError, match=r"^Line 9: \[9\] has no source\.$"):
        bring_in(tmp_path / "news.md", said, publish=True)


def test_a_standfirst_is_no_longer_than_the_desk_takes(
    erin: Any, tmp_path: Path
) -> None:
    said = f"# News\n\n{'x' * 501}\n\n<!-- text -->\n\nOne."

    with pytest.raises(CommandError, match="A standfirst has at most 500 characters"):
        bring_in(tmp_path / "news.md", said)
