"""What files an article under a topic is a model, which knows of its own index.

Its table has been there since topics have; that index was made by hand, so that SQLite,
which makes a table anew to change it, would have lost it.
"""

import django.db.models.deletion
from django.db import migrations, models

AS_IT_WAS = [
    migrations.CreateModel(
        name="Filing",
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
                "article",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="+",
                    to="articles.article",
                ),
            ),
            (
                "topic",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="+",
                    to="articles.topic",
                ),
            ),
        ],
        options={
            "db_table": "articles_article_topics",
            "verbose_name": "filing",
            "verbose_name_plural": "filings",
            "unique_together": {("article", "topic")},
            "indexes": [
                models.Index(fields=["topic", "-article"], name="topic_articles")
            ],
        },
    ),
    migrations.AlterField(
        model_name="article",
        name="topics",
        field=models.ManyToManyField(
            blank=True,
            related_name="articles",
            through="articles.Filing",
            to="articles.topic",
        ),
    ),
]


class Migration(migrations.Migration):
    dependencies = [("articles", "0010_files_that_were_tried")]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=AS_IT_WAS),
        migrations.AddConstraint(
            model_name="filing",
            constraint=models.UniqueConstraint(
                fields=("article", "topic"), name="an_article_is_filed_once_in_a_topic"
            ),
        ),
        migrations.AlterUniqueTogether(name="filing", unique_together=set()),
        migrations.AlterField(
            model_name="filing",
            name="article",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="articles.article",
            ),
        ),
        migrations.AlterField(
            model_name="filing",
            name="topic",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="articles.topic",
            ),
        ),
    ]
