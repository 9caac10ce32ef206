"""How passwords are kept."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class CourtArgon2Hasher(Argon2PasswordHasher):
    """Argon2id at OWASP's first recommendation: 19 MiB, 2 passes, 1 lane.

    Django's own default takes 100 MiB a log-in: sixteen people signing in together would need 1.6 GB.
    """

    memory_cost = 19456
    time_cost = 2
    parallelism = 1
