"""Colours: each a token with a meaning, each pair of them legible, by day and by night."""

from __future__ import annotations

import re

from . import stylesheets as sheets
from .colours import EDGE, TEXT, contrast
from .house import css, listed, name
from .stylesheets import CSS

TOKENS = CSS / "tokens.css"
COLOUR = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color-mix|color)\("
    r"|(?<![\w-])(?:white|black|red|green|blue|gr[ae]y|silver|gold|orange|yellow|purple"
    r"|pink|brown|navy|teal|maroon|olive|lime|aqua|cyan|magenta|fuchsia)(?![\w-])",
    re.IGNORECASE,
)
# Every colour token says here what it is for; a new one without a kind fails.
SURFACES = ("ground", "sheet", "sunken", "rubric-wash", "new-wash")
INKS = (
    "text",
    "text-quiet",
    "text-faint",
    "rubric",
    "new",
    "code-word",
    "code-string",
    "code-value",
    "code-name",
)
EDGES = ("edge", "focus")
ORNAMENTS = ("rule",)  # parts what space parts already; nobody needs to see it


def test_colours_are_named_in_the_tokens_alone() -> None:
    faults = [
        f"{name(sheet)}: {one}"
        for sheet in css()
        for one in sheets.declarations(sheet)
        if sheet != TOKENS and COLOUR.search(_without_addresses(one.value))
    ]

    assert not faults, (
        f"A colour is a token with a meaning, in tokens.css:{listed(faults)}"
    )


def test_only_the_tokens_know_raw_colours() -> None:
    faults = [
        f"{name(sheet)}: {one}"
        for sheet in css()
        for one in sheets.declarations(sheet)
        if sheet != TOKENS and re.search(r"var\(--(?:day|night)-", one.value)
    ]

    assert not faults, f"Use what the colour means, --colour-…:{listed(faults)}"


def test_every_custom_property_that_is_asked_for_is_defined() -> None:
    everything = [one for sheet in css() for one in sheets.declarations(sheet)]
    defined = {one.property for one in everything}

    faults = [
        f"{one}"
        for one in everything
        for asked, has_fallback in sheets.references(one.value)
        if asked not in defined and not has_fallback
    ]

    assert not faults, f"Nothing defines what these ask for:{listed(faults)}"


def test_every_colour_token_has_a_kind() -> None:
    kinds = {f"--colour-{one}" for one in (*SURFACES, *INKS, *EDGES, *ORNAMENTS)}

    assert set(_meant(":root")) == kinds, (
        "Say in tests/architecture/test_colours.py whether a new --colour-… token is a "
        "surface, an ink, an edge or an ornament, so that its contrast is computed."
    )


def test_both_dark_looks_say_the_same() -> None:
    asked_by_device = _meant("@media (prefers-color-scheme: dark)")
    chosen = _meant(':root[data-theme="dark"]')

    assert asked_by_device == chosen, "The two dark looks in tokens.css differ."
    assert set(chosen) == set(_meant(":root")), (
        "A colour is not meant again for the dark."
    )


def test_every_ink_can_be_read_on_every_surface_and_every_edge_be_seen() -> None:
    faults = []
    for look, colours in _looks().items():
        pairs = [(ink, ground, TEXT) for ink in INKS for ground in SURFACES]
        pairs += [(edge, ground, EDGE) for edge in EDGES for ground in SURFACES]
        for mark, ground, least in pairs:
            ratio = contrast(colours[f"--colour-{mark}"], colours[f"--colour-{ground}"])
            if ratio < least:
                faults.append(f"{look}: {mark} on {ground} is {ratio:.2f}, not {least}")
    raw = _raw()
    faults += [
        f"initials on {dye}: {ratio:.2f}, not {TEXT}"
        for dye in raw
        if re.fullmatch(r"--dye-\d", dye)
        and (ratio := contrast(raw["--dye-text"], raw[dye])) < TEXT
    ]

    assert not faults, f"Some readers could not make these out:{listed(faults)}"


def _without_addresses(value: str) -> str:
    return re.sub(r"url\([^)]*\)|var\([^)]*\)|\"[^\"]*\"", "", value)


def _meant(where: str) -> dict[str, str]:
    """The meant colours that tokens.css defines there."""
    return {
        one.property: one.value
        for one in sheets.declarations(TOKENS)
        if one.within[0] == where and one.property.startswith("--colour-")
    }


def _raw() -> dict[str, str]:
    return {
        one.property: one.value
        for one in sheets.declarations(TOKENS)
        if COLOUR.fullmatch(one.value)
    }


def _looks() -> dict[str, dict[str, str]]:
    raw = _raw()
    return {
        look: {
            meaning: raw[sheets.references(value)[0][0]]
            for meaning, value in _meant(where).items()
        }
        for look, where in (("light", ":root"), ("dark", ':root[data-theme="dark"]'))
    }
