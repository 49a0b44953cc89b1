"""Style sheets become one, with everything where the browser would have put it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.storage import FileSystemStorage

from config.styles import Whole, is_own_style

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., str]:
    """The style sheet `css/main.css` of these files, as it is handed out."""

    def read_(**files: str) -> str:
        for name, text in files.items():
            path = tmp_path / "css" / f"{name.replace('__', '/')}.css"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        whole: Any = Whole(FileSystemStorage(location=tmp_path))
        return str(whole.open("css/main.css").read().decode())

    return read_


def test_an_imported_style_stands_in_its_place_and_in_its_layer(read: Any) -> None:
    assert read(
        main=(
            "@layer first, last;\n"
            '@import url("b.css") layer(last);\n'
            '@import url("parts/a.css") layer(first);\n'
        ),
        b="b { c: d }\n",
        parts__a="a { c: e }\n",
    ) == (
        "@layer first, last;\n"
        "@layer last {\nb { c: d }\n}\n"
        "@layer first {\na { c: e }\n}\n"
    )


def test_a_style_imported_without_a_layer_has_none(read: Any) -> None:
    assert read(main='@import url("a.css");\nb { c: d }', a="a { c: e }") == (
        "a { c: e }\nb { c: d }"
    )


def test_what_is_imported_may_import(read: Any) -> None:
    assert (
        read(
            main='@import url("parts/a.css") layer(outer);',
            parts__a='@import url("deeper/b.css") layer(inner);',
            parts__deeper__b="b {}",
        )
        == "@layer outer {\n@layer inner {\nb {}}}"
    )


def test_an_address_is_seen_from_where_the_style_now_stands(read: Any) -> None:
    style = read(
        main='@import url("parts/a.css");',
        parts__a='a { b: url("../../fonts/a.woff2"), url("c.svg") }',
    )

    assert style == 'a { b: url("../fonts/a.woff2"), url("parts/c.svg") }'


def test_what_leads_elsewhere_or_nowhere_stays_as_it_is(read: Any) -> None:
    style = (
        'a { b: url("https://page.example/c.svg"), url("data:image/png;base64,") }\n'
    )
    style += 'a { b: url("#mark"), url("/static/c.svg") }'

    assert read(main='@import url("parts/a.css");', parts__a=style) == style


@pytest.mark.parametrize(
    ("name", "is_ours"),
    [
        ("css/main.css", True),
        ("css/components/reply.css", True),
        ("admin/css/base.css", False),
        ("js/main.js", False),
    ],
)
def test_the_styles_of_others_are_left_to_them(name: str, *, is_ours: bool) -> None:
    assert is_own_style(name) is is_ours
