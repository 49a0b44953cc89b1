"""What editors type, and the addresses that members do."""

from .addresses import SourcesField
from .manuscript import Manuscript
from .source import SourceForm

__all__ = ["Manuscript", "SourceForm", "SourcesField"]
