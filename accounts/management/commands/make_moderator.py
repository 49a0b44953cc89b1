"""Make a moderator, or make a member one."""

from accounts.apps import MODERATORS
from accounts.promotion import RoleCommand


class Command(RoleCommand):
    help = "Make a moderator: a new member, or one there is. Prints a one-time link."
    role = MODERATORS
