"""What tests with a database share beyond the cast."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from articles import rendition

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], Any]], None]:
    """Let something happen once while a text is rendered."""

    def happens(deed: Callable[[], Any]) -> None:
        render = rendition.render

        def late(*args: Any, **options: Any) -> Any:
            monkeypatch.setattr(rendition, "render", render)
            deed()
            return render(*args, **options)

        monkeypatch.setattr(rendition, "render", late)

    return happens
