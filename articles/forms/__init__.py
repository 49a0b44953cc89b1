"""What editors type, and the addresses that members do."""

from .addresses import SourcesField
from .batch import BatchForm
from .manuscript import Manuscript
from .merging import MergeForm, PartForm
from .retraction import RetractionForm
from .source import SourceForm
from .topic import TopicForm

__all__ = [
    "BatchForm",
    "Manuscript",
    "MergeForm",
    "PartForm",
    "RetractionForm",
    "SourceForm",
    "SourcesField",
    "TopicForm",
]
