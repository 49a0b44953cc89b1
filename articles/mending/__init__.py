"""What mends a finding by itself: offered beside it, and done to what was typed. Pure.

Nothing here is saved. The text and the rows come back with one thing changed, for an
editor to go on with.
"""

from .offers import Mend, offered
from .sheet import Row, Sheet
from .verbs import Unfit, mend

__all__ = ["Mend", "Row", "Sheet", "Unfit", "mend", "offered"]
