"""Argon2id at the size OWASP names: Django's default takes 100 MiB a hash, and a busy morning takes the server down."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class CourtArgon2PasswordHasher(Argon2PasswordHasher):
    time_cost = 2
    memory_cost = 19_456
    parallelism = 1
