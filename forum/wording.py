"""The words around a reply, translated once for the page."""

from __future__ import annotations

from html import escape

from django.utils.translation import gettext as _, ngettext


class Words:
    """The words of a reply, translated once for the page."""

    def __init__(self) -> None:
        self.moderator = escape(_("Moderator"))
        self.new = escape(_("new"))
        self.edited = escape(_("edited"))
        self.answers = escape(_("answers %s"))
        self.reply = escape(_("Reply"))
        self.quote = escape(_("Quote"))
        self.link = escape(_("Link"))
        self.flag = escape(_("Flag"))
        self.edit = escape(_("Edit"))
        self.withdraw = escape(_("Withdraw"))
        self.put_back = escape(_("Put it back"))
        self.withdrawn = escape(_("Withdrawn by its author."))
        self.removed = escape(_("Removed by a moderator: %s."))
        self.entry = escape(_("Log entry"))
        self._whose = escape(_("(reply by %(author)s)"))
        self._helpful: dict[int, str] = {}  # most replies have the same few counts

    def helpful(self, count: int) -> str:
        if count not in self._helpful:
            label = ngettext("Helpful: %d member", "Helpful: %d members", count)
            self._helpful[count] = escape(label % count)
        return self._helpful[count]

    def whose(self, name: str) -> str:
        """Said, not shown: which of the many links of this name it is. Takes HTML."""
        return self._whose % {"author": name}

    def branch(self, count: int, author: str) -> str:
        """Who wrote what has gone is not said any more."""
        if not author:
            return escape(ngettext("%d reply", "%d replies", count) % count)
        return escape(
            ngettext("%(n)d reply to %(author)s", "%(n)d replies to %(author)s", count)
            % {"n": count, "author": author}
        )

    def several_gone(self, first: int, last: int) -> str:
        return escape(
            _("Replies %(first)d to %(last)d were withdrawn or removed.")
            % {"first": first, "last": last}
        )

    def run_gone(self, count: int) -> str:
        return escape(
            ngettext(
                "%d reply was withdrawn or removed.",
                "%d replies were withdrawn or removed.",
                count,
            )
            % count
        )

    def more(self, count: int) -> str:
        return escape(ngettext("%d more reply", "%d more replies", count) % count)

    def continued(self, count: int) -> str:
        return escape(
            ngettext(
                "Continue this thread: %d more reply",
                "Continue this thread: %d more replies",
                count,
            )
            % count
        )
