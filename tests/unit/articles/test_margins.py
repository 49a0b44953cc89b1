"""A text comes apart where its notes stand, and not a letter of it is lost."""

from articles import margins, prose
from articles.models import Note, Source
from articles.prose import NoteRef

NUMBERS = (1, 2, 30)
NOTES = [
    Note(number=number, source=Source(title=f"Work {number}")) for number in NUMBERS
]
REFS = {
    number: NoteRef(number, f"Work </aside> & {number}", "https://a.example/")
    for number in NUMBERS
}


def test_each_note_stands_before_the_block_that_cites_it_first():
    text = "Before.\n\nA [2] and b [30].\n\n> C [1], and again [2]."
    html = prose.render_article(text, notes=REFS).html

    pieces = margins.pieces(html, NOTES)

    assert [piece.note.number if piece.note else 0 for piece in pieces] == [2, 30, 1, 0]
    assert pieces[0].html == "<p>Before.</p>\n"
    assert pieces[1].html == ""
    assert pieces[2].html.startswith("<p>A <a ")
    assert "<blockquote>" in pieces[3].html
    assert not any("aside" in piece.html for piece in pieces)


def test_one_that_nobody_knows_any_more_leaves_the_text_whole():
    html = prose.render_article("A [1].", notes=REFS).html

    pieces = margins.pieces(html, [])

    assert [piece.note for piece in pieces] == [None, None]
    assert "".join(piece.html for piece in pieces).startswith("<p>A ")


def test_a_text_without_notes_is_one_piece():
    assert margins.pieces("<p>A</p>", NOTES) == [margins.Piece("<p>A</p>")]


def test_an_element_that_was_typed_is_none():
    typed = '<aside aria-hidden="true" class="margin-note"><span class="margin-note__number">1</span></aside>'
    html = prose.render_article(f"A {typed}", notes=REFS).html

    assert margins.pieces(html, NOTES) == [margins.Piece(html)]
