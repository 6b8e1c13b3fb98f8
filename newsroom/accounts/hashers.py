"""Password hashing."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """
    Argon2id with 19 MiB, two passes and one lane: the OWASP Password Storage Cheat Sheet's own choice.

    Django's takes 100 MiB a log-in: with four at once the server took 470 MB. A password that was hashed with other
    parameters is hashed again at the next log-in.
    """

    time_cost = 2
    memory_cost = 19_456  # KiB
    parallelism = 1
