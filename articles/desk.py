"""The editors' desk: an article is written, looked at and published here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext

from accounts import converters
from accounts.desk import Desk

from . import actions, mending, policies, rendition
from .forms import Manuscript
from .models import Article, Source
from .proofs import Proof, elsewhere, kept, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse

    from accounts.models import Member
    from accounts.policies import Viewer

    from .checks import Finding

M = TypeVar("M", bound=Model)
PICKER = 500  # sources offered for picking, the newest first

# Beside which field an editor reads why nothing was saved.
BESIDE: dict[type[Exception], str] = {
    actions.AddressTaken: "slug",
    actions.NothingCorrected: "correction",
    actions.PictureGone: "body",
}


class WithoutTexts(ChangeList):
    """A list of titles leaves texts of 100,000 characters where they are."""

    def get_queryset(self, *args: Any, **options: Any) -> Any:
        listed = super().get_queryset(*args, **options)
        desk = cast("EditorsDesk[Any]", self.model_admin)
        return listed.defer(*desk.unlisted)


class EditorsDesk(Desk[M]):
    """Editors work here. What they typed wrong is answered with 422."""

    unlisted: tuple[str, ...] = ()  # columns that its list does not need

    def get_changelist(
        self,
        request: HttpRequest,  # noqa: ARG002 - Django's signature
        **options: Any,  # noqa: ARG002 - as above
    ) -> type[ChangeList]:
        return WithoutTexts

    def may_see(self, viewer: Viewer) -> bool:
        return policies.can_edit(viewer)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.may_change(request.user)

    def render_change_form(
        self, request: Any, context: Any, *args: Any, **options: Any
    ) -> Any:
        response = super().render_change_form(request, context, *args, **options)
        if context["errors"]:
            response.status_code = 422
        return response


class ArticleDesk(EditorsDesk[Article]):
    """Actions alone save; the two buttons and the preview come back to one page."""

    change_form_template = "admin/articles/article/change_form.html"
    preview_template = "admin/articles/article/_preview.html"

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",  # noqa: ARG002 - Django's signature
        extra_context: dict[str, Any] | None = None,  # noqa: ARG002 - as above
    ) -> Any:
        """An article to write on, or a new one."""
        article = self._article(request, object_id)
        if request.method != "POST":
            return self._show(request, Manuscript(article), proof=_at_once(article))
        manuscript = Manuscript(article, request.POST)
        if "_preview" in request.POST:
            return self._preview(request, manuscript)
        if "_fix" in request.POST:
            return self._mend(request, manuscript)
        if not manuscript.is_valid():
            return self._refuse(request, manuscript)
        return self._write(request, manuscript)

    def _article(self, request: HttpRequest, object_id: str | None) -> Article:
        if not self.has_change_permission(request):
            raise PermissionDenied
        if object_id is None:
            return Article()
        article = self.get_object(request, unquote(object_id))
        if article is None:
            raise Http404
        return article

    def _write(self, request: HttpRequest, manuscript: Manuscript) -> HttpResponse:
        form, article = manuscript.form, manuscript.article
        try:
            written = actions.write_article(
                editor=cast("Member", request.user),
                article=article if article.pk else None,
                text=manuscript.text,
                place=manuscript.place,
                began_from=form.cleaned_data["began_from"] or 0,
                summary=form.cleaned_data["summary"],
                correction=manuscript.life.correction_text,
                is_final="_publish" in request.POST,
            )
        except actions.Conflict as conflict:
            return self._show_both(request, conflict.article)
        except actions.NumberTaken as refusal:
            manuscript.mark_number(refusal)
            return self._show(request, manuscript, status=422)
        except tuple(BESIDE) as refusal:
            manuscript.refuse(str(refusal), field=BESIDE[type(refusal)])
            return self._refuse(request, manuscript)
        except actions.NotReady as refusal:
            proof = manuscript.proof()
            return self._show(
                request, manuscript, proof=proof, refused=refusal.errors, status=422
            )
        self._tell(request, written)
        self._tell_what_is_kept(request, written, manuscript)
        return redirect("admin:articles_article_change", written.pk)

    def _tell(self, request: HttpRequest, article: Article) -> None:
        if article.is_published:
            said = gettext("Saved. Readers have version %(version)d.")
        elif article.status == Article.Status.PUBLISHED:
            said = gettext("Saved as version %(version)d. It appears at its hour.")
        else:
            said = gettext("Saved as version %(version)d, a draft.")
        messages.success(request, said % {"version": article.version})
        if rendition.is_long(article.body):
            messages.info(
                request,
                gettext(
                    "The text is long: it is being rendered, and shows in a while."
                ),
            )

    def _tell_what_is_kept(
        self, request: HttpRequest, article: Article, manuscript: Manuscript
    ) -> None:
        """No word that was typed of a source is dropped in silence."""
        typed, notes = manuscript.text.notes, list(article.notes.for_reading())
        led = gettext(
            "[{number}] We know this source at {address}, where readers are led. Its "
            'record is kept; <a href="{url}">amend it at the desk for sources</a>.'
        )
        said = gettext(
            "[{number}] We know this source as “{title}”. Its record is kept; "
            '<a href="{url}">amend it at the desk for sources</a>.'
        )
        told = [(led, note) for note in elsewhere(typed, notes)]
        told += [(said, note) for note in kept(typed, notes)]
        for sentence, note in told:
            source = note.source
            facts = {
                "number": note.number,
                "title": source.title,
                "address": source.url,
                "url": reverse("admin:articles_source_change", args=[source.pk]),
            }
            messages.warning(request, format_html(sentence, **facts))

    def _show_both(self, request: HttpRequest, article: Article) -> HttpResponse:
        """What the other editor saved beside what this one wrote, to go on with."""
        typed = request.POST.copy()
        typed["began_from"] = str(article.version)
        manuscript = Manuscript(article, typed)
        theirs = article.revisions.select_related("editor").first()
        proof = manuscript.proof()
        return self._show(request, manuscript, proof=proof, theirs=theirs, status=409)

    def _preview(self, request: HttpRequest, manuscript: Manuscript) -> HttpResponse:
        """The article as readers would get it: the part alone, or the page with it."""
        proof = manuscript.proof()
        if "X-Preview" not in request.headers:
            status = 200 if manuscript.is_valid() else 422
            return self._show(request, manuscript, proof=proof, status=status)
        if proof:
            manuscript.annotate(proof)
        context = {"manuscript": manuscript, "proof": proof, "is_alone": True}
        response = render(request, self.preview_template, context)
        response["X-Preview"] = "part"
        return response

    def _mend(self, request: HttpRequest, manuscript: Manuscript) -> HttpResponse:
        """The form again, with what was typed mended in one place. Nothing is saved."""
        place = converters.number(request.POST.get("_cursor", ""))
        try:
            mended, told = manuscript.mended(request.POST["_fix"], cursor=place)
        except mending.Unfit as refusal:
            proof = manuscript.proof()
            told = str(refusal)
            return self._show(request, manuscript, proof=proof, told=told, status=422)
        return self._show(request, mended, proof=mended.proof(), told=told)

    def _refuse(self, request: HttpRequest, manuscript: Manuscript) -> HttpResponse:
        """The form again. What else there is to mend is said with what was wrong."""
        proof = manuscript.proof()
        if proof and proof.is_long:
            proof = None  # it waits to be asked for
        return self._show(request, manuscript, proof=proof, status=422)

    def _show(
        self,
        request: HttpRequest,
        manuscript: Manuscript,
        *,
        proof: Proof | None = None,
        refused: Sequence[Finding] = (),
        status: int = 200,
        **context: Any,
    ) -> TemplateResponse:
        article = manuscript.article
        if proof:
            manuscript.annotate(proof, refused)
        known = Source.objects.exclude(url=None).order_by("-pk")
        context = {
            **self.admin_site.each_context(request),
            "title": article.title if article.pk else gettext("Write an article"),
            "opts": self.opts,
            "manuscript": manuscript,
            "article": article,
            "proof": proof,
            "is_refused": bool(refused),
            "known_sources": known.only("title", "url", "publisher")[:PICKER],
            **context,
        }
        return TemplateResponse(
            request, self.change_form_template, context, status=status
        )


def _at_once(article: Article) -> Proof | None:
    """What the page shows before anything is typed; a long text waits to be asked for."""
    if not article.pk or rendition.is_long(article.body):
        return None
    return Proof(article, text_of(article))
