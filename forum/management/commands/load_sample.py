"""Load the sample article and a discussion of it. Run again, it changes nothing."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from accounts.models import Member
from articles.models import Article
from articles.models.address import ever_at
from forum import actions

if TYPE_CHECKING:
    from forum.models import Reply

SLUG = "democratization-of-generative-ai"
STANDFIRST = (
    "A leaked internal memo from Google says open-source models are closing the quality "
    "gap, and are faster, more customizable and more capable than their big counterparts."
)
# Who says what, and which line of this list it answers.
DISCUSSION: list[tuple[str, str, int | None]] = [
    (
        "mira_okafor",
        "The memo is careful to say *quality gap*, not capability gap [1]. A fine-tune "
        "that costs about a hundred dollars means many people try many things in a week, "
        "and that pace is what it seems most afraid of [1].\n\n"
        "Has anyone seen a comparison of both kinds of model on the same questions?",
        None,
    ),
    (
        "t_kessler",
        "Side-by-side votes come closest, and there the gap depends on who writes the "
        "questions. To repeat one:\n\n```\npython -m eval.pairwise --a ours --b theirs "
        "--prompts 80\n```",
        0,
    ),
    (
        "jan_dufresne",
        "Eighty questions is thin. If somebody can find the raw votes, they belong in the "
        "article as a source of their own.",
        1,
    ),
    (
        "a_ramanathan",
        "Depending on one company's goodwill is not yet democratization. If the base "
        "models stop coming, the fine-tunes stop a generation later [2].",
        None,
    ),
    (
        "mira_okafor",
        "That is the part I would like to see tested. The second source says *uncertain*, "
        "not *ending* [2].",
        3,
    ),
    (
        "c_obi",
        "> highlighting the futility of efforts to slow down the progress\n\n"
        "The third source argues this from inside the industry [3]. I would weigh it "
        "against what regulators say before calling it futile.",
        None,
    ),
]
HELPFUL = [(0, "t_kessler"), (0, "a_ramanathan"), (0, "c_obi"), (3, "mira_okafor")]


class Command(BaseCommand):
    help = __doc__

    def handle(self, *_args: Any, **_options: Any) -> None:
        if Article.objects.filter(ever_at(SLUG)).exists():
            return
        self._import_article()
        article = Article.objects.get(slug=SLUG)
        said: list[Reply] = []
        for name, body, answers in DISCUSSION:
            parent = None if answers is None else said[answers]
            said.append(
                actions.post_reply(
                    article=article, author=_member(name), body=body, parent=parent
                )
            )
        for line, name in HELPFUL:
            actions.vote(reply=said[line], by=_member(name), helpful=True)
        self.stdout.write(f"{article.title}: {len(said)} replies.")

    def _import_article(self) -> None:
        call_command("make_editor", "newsroom", stdout=StringIO())
        file = Path(settings.BASE_DIR) / "articles" / "sample" / f"{SLUG}.txt"
        call_command(
            "import_article",
            file,
            author="newsroom",
            topic="Open models",
            standfirst=STANDFIRST,
            publish=True,
            stdout=self.stdout,
            stderr=StringIO(),  # nobody who tries the site is to mend its sample
        )


def _member(name: str) -> Member:
    """A member who cannot sign in: they only stand for the people who will."""
    member = Member.objects.filter(username=name).first()
    return member or Member.objects.create_user(name, f"{name}@example.org")
