"""An article and its sources in the forms that other programs read. Pure."""

from . import bibtex, csl, ris, texts
from .entries import entries_of

__all__ = ["bibtex", "csl", "entries_of", "ris", "texts"]
