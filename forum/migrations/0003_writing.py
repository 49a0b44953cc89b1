"""Drafts, versions, mentions, pictures, and sources that a reply brings along."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_pictures"),
        ("forum", "0002_moves_of_both_keys"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("parent_number", models.PositiveIntegerField(default=0)),
                ("edits_number", models.PositiveIntegerField(default=0)),
                ("body", models.TextField(max_length=20000)),
                ("sources", models.TextField(blank=True)),
                ("key", models.UUIDField(null=True)),
                ("written_over", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=1)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "draft",
                "verbose_name_plural": "drafts",
            },
        ),
        migrations.CreateModel(
            name="Mention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReplyRevision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("body", models.TextField()),
                ("sources", models.TextField(blank=True)),
                (
                    "reason",
                    models.CharField(blank=True, max_length=200, verbose_name="reason"),
                ),
                ("is_silent", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "revision",
                "verbose_name_plural": "revisions",
                "ordering": ["reply", "number"],
            },
        ),
        migrations.AlterModelOptions(
            name="replycitation",
            options={"ordering": ["reply", "number", "letter"]},
        ),
        migrations.AddField(
            model_name="reply",
            name="pictures",
            field=models.ManyToManyField(related_name="replies", to="articles.picture"),
        ),
        migrations.AddField(
            model_name="replycitation",
            name="letter",
            field=models.CharField(blank=True, max_length=1),
        ),
        migrations.AlterField(
            model_name="replycitation",
            name="number",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddConstraint(
            model_name="replycitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("number__gt", 0),
                    models.Q(("letter", ""), _negated=True),
                    _connector="OR",
                ),
                name="a_cited_source_has_a_number_or_a_letter",
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="drafts",
                to="articles.article",
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="member",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="drafts",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="mention",
            name="member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="mentions",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="mention",
            name="reply",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="mentions",
                to="forum.reply",
            ),
        ),
        migrations.AddField(
            model_name="replyrevision",
            name="editor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="replyrevision",
            name="reply",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="revisions",
                to="forum.reply",
            ),
        ),
        migrations.AddIndex(
            model_name="draft",
            index=models.Index(
                fields=["member", "-updated_at"], name="drafts_of_member"
            ),
        ),
        migrations.AddIndex(
            model_name="draft",
            index=models.Index(fields=["updated_at"], name="drafts_by_age"),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.UniqueConstraint(
                fields=("member", "article", "parent_number", "edits_number"),
                name="a_member_has_one_draft_for_a_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="mention",
            constraint=models.UniqueConstraint(
                fields=("reply", "member"), name="a_reply_mentions_a_member_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="replyrevision",
            constraint=models.UniqueConstraint(
                fields=("reply", "number"), name="a_reply_numbers_its_revisions"
            ),
        ),
    ]
