"""The news, and what it stands on."""

from .address import FormerAddress
from .article import Article
from .batch import Batch, BatchFile
from .citation import ArticleCitation, Citation
from .correction import Correction
from .filing import Filing
from .finding import Wanted
from .note import Note
from .picture import Picture
from .revision import Revision
from .source import Source, SourceKind
from .topic import Topic

__all__ = [
    "Article",
    "ArticleCitation",
    "Batch",
    "BatchFile",
    "Citation",
    "Correction",
    "Filing",
    "FormerAddress",
    "Note",
    "Picture",
    "Revision",
    "Source",
    "SourceKind",
    "Topic",
    "Wanted",
]
