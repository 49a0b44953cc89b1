"""What a worker does for the forum."""

from django_tasks import task

from . import redrawing


@task(priority=-10)  # behind all that somebody waits for
def redraw_replies(source_id: int, after: int = 0) -> None:
    """Show a source as it is called now in all replies that cite it, some at a time."""
    last = redrawing.redraw(source_id, after=after)
    if last:
        redraw_replies.enqueue(source_id, last)
