"""Make an editor, or make a member one."""

from accounts.promotion import RoleCommand
from articles.apps import EDITORS


class Command(RoleCommand):
    help = "Make an editor: a new member, or one there is. Prints a one-time link."
    role = EDITORS
