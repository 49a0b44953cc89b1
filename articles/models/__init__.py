"""The news, and what it stands on."""

from .article import Article, FormerAddress, Revision
from .citation import ArticleCitation, Citation
from .correction import Correction
from .finding import Wanted
from .picture import Picture
from .source import Note, Source, SourceKind
from .topic import Topic

__all__ = [
    "Article",
    "ArticleCitation",
    "Citation",
    "Correction",
    "FormerAddress",
    "Note",
    "Picture",
    "Revision",
    "Source",
    "SourceKind",
    "Topic",
    "Wanted",
]
