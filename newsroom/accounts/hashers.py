"""How passwords are kept."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """
    Argon2id with 19 MiB, two passes and one lane: the OWASP Password Storage Cheat Sheet's own choice.

    Django's takes 100 MiB a log-in: four threads that each checked one made a server of 470 MB. A password that was
    kept with other parameters is kept anew when its owner next logs in.
    """

    time_cost = 2
    memory_cost = 19_456  # KiB
    parallelism = 1
