"""The news, and what it stands on."""

from .article import Article, Revision
from .citation import ArticleCitation, Citation
from .picture import Picture
from .source import Note, Source, SourceKind
from .topic import Topic

__all__ = [
    "Article",
    "ArticleCitation",
    "Citation",
    "Note",
    "Picture",
    "Revision",
    "Source",
    "SourceKind",
    "Topic",
]
