"""What editors type."""

from .manuscript import Manuscript
from .source import SourceForm

__all__ = ["Manuscript", "SourceForm"]
