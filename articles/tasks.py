"""What a worker does for articles, after the editor has gone on."""

from django_tasks import task

from . import rendition


@task()
def render_article(article_id: int, version: int) -> None:
    """Render a text that was too long to wait for, or whose sources were amended."""
    rendition.catch_up(article_id, version)
