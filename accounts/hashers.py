"""How passwords are kept."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class LeanArgon2Hasher(Argon2PasswordHasher):
    """Argon2id at OWASP's least: 19 MiB, two passes, one lane.

    Django's own 100 MiB on eight lanes lets a handful of sign-ins at once take a small
    machine's memory.
    """

    memory_cost = 19_456
    time_cost = 2
    parallelism = 1
