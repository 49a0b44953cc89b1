"""Members, tallies and the ledger; the moderators' group; the ledger's guard."""

import accounts.models.member
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from accounts import ledger_guard, roles
from accounts.apps import MODERATORS


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="Tally",
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
                ("key", models.CharField(max_length=100, unique=True)),
                ("count", models.PositiveIntegerField(default=0)),
                ("ends_at", models.DateTimeField(db_index=True)),
            ],
            options={
                "verbose_name": "tally",
                "verbose_name_plural": "tallies",
            },
        ),
        migrations.CreateModel(
            name="Member",
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
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="last login"
                    ),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={
                            "unique": "That name is taken, or too like one that is."
                        },
                        max_length=20,
                        unique=True,
                        validators=[
                            django.core.validators.MinLengthValidator(
                                3, "A name has at least three characters."
                            ),
                            django.core.validators.RegexValidator(
                                "^[a-z0-9][a-z0-9_-]*[a-z0-9]\\Z",
                                "A name has the letters a to z, digits, - and _; it begins and ends with a letter or a digit.",
                            ),
                        ],
                        verbose_name="name",
                    ),
                ),
                (
                    "name_key",
                    accounts.models.member.NameKeyField(
                        editable=False, max_length=20, unique=True
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        max_length=254, unique=True, verbose_name="e-mail address"
                    ),
                ),
                (
                    "theme",
                    models.CharField(
                        choices=[
                            ("system", "As the device"),
                            ("light", "Light"),
                            ("dark", "Dark"),
                        ],
                        default="system",
                        max_length=6,
                        verbose_name="theme",
                    ),
                ),
                (
                    "keys",
                    models.BooleanField(
                        default=True,
                        help_text="Read a discussion by single keys; ? lists them there.",
                        verbose_name="keys",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Untick to close the account. Nothing is ever deleted.",
                        verbose_name="active",
                    ),
                ),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="May enter these pages. What they may do here, their groups say.",
                        verbose_name="staff",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="joined"
                    ),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "member",
                "verbose_name_plural": "members",
                "permissions": [("moderate", "Can moderate")],
            },
        ),
        migrations.CreateModel(
            name="ModerationEntry",
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
                    "at",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        editable=False,
                        verbose_name="at",
                    ),
                ),
                (
                    "verb",
                    models.CharField(
                        choices=[
                            ("hide", "removed"),
                            ("restore", "restored"),
                            ("uphold", "upheld a flag on"),
                            ("dismiss", "dismissed a flag on"),
                        ],
                        max_length=20,
                        verbose_name="verb",
                    ),
                ),
                (
                    "reason",
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
                        max_length=20,
                        verbose_name="reason",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note for staff")),
                (
                    "subject_label",
                    models.CharField(max_length=200, verbose_name="about"),
                ),
                (
                    "subject_url",
                    models.CharField(max_length=500, verbose_name="address"),
                ),
                (
                    "is_public_subject",
                    models.BooleanField(default=True, verbose_name="subject is public"),
                ),
                (
                    "moderator",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="moderator",
                    ),
                ),
                (
                    "subject_member",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
            ],
            options={
                "verbose_name": "ledger entry",
                "verbose_name_plural": "ledger",
            },
        ),
        migrations.RunPython(ledger_guard.forwards, ledger_guard.backwards),
        migrations.RunPython(roles.in_migration(MODERATORS), migrations.RunPython.noop),
    ]
