"""A visit names the article, for a discussion is visited before anything is said in it.

What is live is kept in an index of its own, so that what is new is counted without
reading what is gone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import OuterRef, Subquery

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def name_articles(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    discussions = apps.get_model("forum", "Discussion").objects.using(
        editor.connection.alias
    )
    about = discussions.filter(pk=OuterRef("discussion")).values("article")
    visits = apps.get_model("forum", "Visit").objects.using(editor.connection.alias)
    visits.update(article=Subquery(about))


def name_discussions(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    discussions = apps.get_model("forum", "Discussion").objects.using(
        editor.connection.alias
    )
    about = discussions.filter(article=OuterRef("article")).values("pk")
    visits = apps.get_model("forum", "Visit").objects.using(editor.connection.alias)
    visits.update(discussion=Subquery(about))
    visits.filter(discussion=None).delete()  # nothing was said there yet


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0004_sources_found_and_merged"),
        ("forum", "0005_drafts_drawn_apart"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="visit",
            name="article",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="visits",
                to="articles.article",
            ),
        ),
        migrations.AlterField(
            model_name="visit",
            name="discussion",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="visits",
                to="forum.discussion",
            ),
        ),
        migrations.RunPython(name_articles, name_discussions),
        migrations.RemoveConstraint(
            model_name="visit", name="a_member_has_one_visit_of_a_discussion"
        ),
        migrations.AlterField(
            model_name="visit",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="visits",
                to="articles.article",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.UniqueConstraint(
                fields=("member", "article"),
                name="a_member_has_one_visit_of_a_discussion",
            ),
        ),
        migrations.RemoveField(model_name="visit", name="discussion"),
        migrations.AddIndex(
            model_name="reply",
            index=models.Index(
                condition=models.Q(("is_live", True)),
                fields=["discussion", "number", "author", "is_live"],
                name="reply_live",
            ),
        ),
    ]
