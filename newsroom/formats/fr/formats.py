"""Times as the Imprimerie nationale sets them: « 14 h 54 », and thousands: « 5 000 ». What isn't here is Django's."""

TIME_FORMAT = "G\xa0\\h\xa0i"
DATETIME_FORMAT = "j F Y à G\xa0\\h\xa0i"
SHORT_DATETIME_FORMAT = "d/m/Y G\xa0\\h\xa0i"
# A narrow no-break space: Django has the wide one, which the Imprimerie nationale keeps for other places.
THOUSAND_SEPARATOR = "\u202f"
