"""Discussions, replies and what hangs on them, with the indexes they are read by."""

import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("articles", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Discussion",
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
                ("last_number", models.PositiveIntegerField(default=0)),
                ("live_count", models.PositiveIntegerField(default=0)),
                ("sourced_count", models.PositiveIntegerField(default=0)),
                ("last_reply_at", models.DateTimeField(null=True)),
                ("ordered_at", models.DateTimeField(null=True)),
                ("order_epoch", models.PositiveIntegerField(default=0)),
                ("forgotten_epoch", models.PositiveIntegerField(default=0)),
                (
                    "is_locked",
                    models.BooleanField(default=False, verbose_name="locked"),
                ),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="discussion",
                        to="articles.article",
                    ),
                ),
            ],
            options={
                "verbose_name": "discussion",
                "verbose_name_plural": "discussions",
            },
        ),
        migrations.CreateModel(
            name="Reply",
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
                (
                    "hidden_at",
                    models.DateTimeField(blank=True, editable=False, null=True),
                ),
                (
                    "hidden_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("off_topic", "off topic"),
                            ("unkind", "unkind"),
                            ("spam", "spam"),
                            ("unsupported", "unsupported claim"),
                            ("illegal", "illegal"),
                            ("other", "other"),
                        ],
                        editable=False,
                        max_length=20,
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("parent_number", models.PositiveIntegerField(default=0)),
                ("root_number", models.PositiveIntegerField()),
                ("answers_number", models.PositiveIntegerField(default=0)),
                ("depth", models.PositiveSmallIntegerField(default=0)),
                ("path", models.CharField(max_length=192)),
                ("body", models.TextField(max_length=10000)),
                ("body_html", models.TextField()),
                ("key", models.UUIDField(default=uuid.uuid4)),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("edited_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("is_live", models.BooleanField(default=True)),
                ("shown", models.BooleanField(default=True)),
                ("ups", models.PositiveIntegerField(default=0)),
                ("flags", models.PositiveIntegerField(default=0)),
                ("source_count", models.PositiveSmallIntegerField(default=0)),
                ("descendants", models.PositiveIntegerField(default=0)),
                ("live_descendants", models.PositiveIntegerField(default=0)),
                ("subtree_last_number", models.PositiveIntegerField()),
                ("best_key", models.BigIntegerField()),
                ("sourced_key", models.BigIntegerField()),
                ("is_order_due", models.BooleanField(default=False)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "discussion",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="forum.discussion",
                    ),
                ),
                (
                    "hidden_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "hidden_entry",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.moderationentry",
                    ),
                ),
                (
                    "moved_to",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moved_from",
                        to="forum.reply",
                    ),
                ),
            ],
            options={
                "verbose_name": "reply",
                "verbose_name_plural": "replies",
            },
        ),
        migrations.CreateModel(
            name="ReplyCitation",
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
                ("number", models.PositiveSmallIntegerField()),
                ("uses", models.PositiveSmallIntegerField()),
                (
                    "reply",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="citations",
                        to="forum.reply",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="articles.source",
                    ),
                ),
            ],
            options={
                "ordering": ["reply", "number"],
            },
        ),
        migrations.CreateModel(
            name="ReplyFlag",
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
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("off_topic", "off topic"),
                            ("unkind", "unkind"),
                            ("spam", "spam"),
                            ("unsupported", "unsupported claim"),
                            ("illegal", "illegal"),
                            ("other", "other"),
                        ],
                        max_length=20,
                        verbose_name="reason",
                    ),
                ),
                (
                    "text",
                    models.TextField(blank=True, max_length=2000, verbose_name="text"),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="raised"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("upheld", "upheld"),
                            ("dismissed", "dismissed"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "resolved_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="resolved"
                    ),
                ),
                (
                    "resolution",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("off_topic", "off topic"),
                            ("unkind", "unkind"),
                            ("spam", "spam"),
                            ("unsupported", "unsupported claim"),
                            ("illegal", "illegal"),
                            ("other", "other"),
                        ],
                        help_text="The reason it was upheld for.",
                        max_length=20,
                        verbose_name="resolution",
                    ),
                ),
                (
                    "reply",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="flagged",
                        to="forum.reply",
                    ),
                ),
                (
                    "reporter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss_raised",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="reporter",
                    ),
                ),
                (
                    "resolved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="resolved by",
                    ),
                ),
            ],
            options={
                "verbose_name": "flag",
                "verbose_name_plural": "flags",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Visit",
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
                ("since_number", models.PositiveIntegerField(default=0)),
                ("seen_number", models.PositiveIntegerField(default=0)),
                ("visited_at", models.DateTimeField()),
                (
                    "discussion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="visits",
                        to="forum.discussion",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="visits",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Vote",
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
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="votes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reply",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="votes",
                        to="forum.reply",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OrderMove",
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
                ("parent_number", models.PositiveIntegerField()),
                ("epoch", models.PositiveIntegerField()),
                ("number", models.PositiveIntegerField()),
                ("old_key", models.BigIntegerField()),
                ("moved_at", models.DateTimeField()),
                (
                    "discussion",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="moves",
                        to="forum.discussion",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["discussion", "parent_number", "epoch"],
                        name="moves_of_siblings",
                    ),
                    models.Index(
                        fields=["discussion", "moved_at"], name="moves_by_age"
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="reply",
            index=models.Index(
                condition=models.Q(("shown", True)),
                fields=["discussion", "parent_number", "number"],
                name="reply_old",
            ),
        ),
        migrations.AddIndex(
            model_name="reply",
            index=models.Index(
                condition=models.Q(("shown", True)),
                fields=["discussion", "parent_number", "best_key"],
                name="reply_best",
            ),
        ),
        migrations.AddIndex(
            model_name="reply",
            index=models.Index(
                condition=models.Q(("shown", True)),
                fields=["discussion", "parent_number", "sourced_key"],
                name="reply_sourced",
            ),
        ),
        migrations.AddIndex(
            model_name="reply",
            index=models.Index(fields=["discussion", "path"], name="reply_path"),
        ),
        migrations.AddIndex(
            model_name="reply",
            index=models.Index(
                condition=models.Q(("is_order_due", True)),
                fields=["discussion"],
                name="reply_order_due",
            ),
        ),
        migrations.AddIndex(
            model_name="reply",
            index=models.Index(
                condition=models.Q(("is_live", True)),
                fields=["-created_at", "-id"],
                name="reply_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="reply",
            index=models.Index(
                condition=models.Q(("is_live", True)),
                fields=["author", "-created_at", "-id"],
                name="reply_newest_of_author",
            ),
        ),
        migrations.AddConstraint(
            model_name="reply",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("hidden_at", None), ("hidden_reason", "")),
                    models.Q(
                        ("hidden_at__isnull", False),
                        models.Q(("hidden_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_hidden_reply_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="reply",
            constraint=models.UniqueConstraint(
                fields=("discussion", "number"), name="a_discussion_numbers_its_replies"
            ),
        ),
        migrations.AddConstraint(
            model_name="reply",
            constraint=models.UniqueConstraint(
                fields=("author", "discussion", "key"), name="a_reply_is_sent_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="reply",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("hidden_at", None), ("is_live", True), ("withdrawn_at", None)
                    ),
                    models.Q(
                        ("is_live", False),
                        models.Q(
                            ("withdrawn_at__isnull", False),
                            ("hidden_at__isnull", False),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="a_live_reply_is_neither_withdrawn_nor_hidden",
            ),
        ),
        migrations.AddConstraint(
            model_name="reply",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("is_live", False), ("live_descendants", 0), ("shown", False)
                    ),
                    models.Q(
                        ("shown", True),
                        models.Q(
                            ("is_live", True),
                            ("live_descendants__gt", 0),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="a_shown_reply_is_live_or_has_live_ones_below",
            ),
        ),
        migrations.AddConstraint(
            model_name="replycitation",
            constraint=models.UniqueConstraint(
                fields=("reply", "source"), name="a_reply_cites_a_source_once"
            ),
        ),
        migrations.AddIndex(
            model_name="replyflag",
            index=models.Index(
                condition=models.Q(("status", "open")),
                fields=["created_at", "id"],
                name="open_flags_oldest_first",
            ),
        ),
        migrations.AddConstraint(
            model_name="replyflag",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("resolved_at", None), ("resolved_by", None), ("status", "open")
                    ),
                    models.Q(
                        models.Q(("status", "open"), _negated=True),
                        ("resolved_at__isnull", False),
                        ("resolved_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="a_closed_replyflag_has_a_name_and_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="replyflag",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", "illegal"), ("text", ""), _negated=True),
                name="an_illegal_replyflag_has_a_text",
            ),
        ),
        migrations.AddConstraint(
            model_name="replyflag",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "open")),
                fields=("reply", "reporter"),
                name="one_open_flag_per_member_and_reply",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.UniqueConstraint(
                fields=("member", "discussion"),
                name="a_member_has_one_visit_of_a_discussion",
            ),
        ),
        migrations.AddConstraint(
            model_name="vote",
            constraint=models.UniqueConstraint(
                fields=("reply", "member"), name="a_member_votes_once_for_a_reply"
            ),
        ),
    ]
