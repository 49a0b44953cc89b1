"""Replies show no title that only drafts tell: those stored before are drawn anew."""

from django.db import migrations


def redraw(apps, schema_editor):
    """By the worker, source by source: texts are rendered by the rules of today."""
    from forum.tasks import redraw_replies

    citations = apps.get_model("forum", "ReplyCitation").objects
    brought = citations.filter(source__is_withheld=True).order_by("source")
    for key in brought.values_list("source", flat=True).distinct():
        redraw_replies.enqueue(key)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0015_sources_of_scheduled_articles"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
        ("forum", "0007_marks_of_a_reply"),
    ]

    operations = [migrations.RunPython(redraw, migrations.RunPython.noop)]
