"""The last articles of a topic are found without reading the ones before them."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("articles", "0007_what_makes_two_sources_one")]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX topic_articles"
            " ON articles_article_topics (topic_id, article_id DESC)",
            "DROP INDEX topic_articles",
        ),
    ]
