"""How long what is personal is kept, in days; comments/privacy/retention.py says what each rule is about."""

# What moderators need.
LEAN = {
    "network": 30,
    "addresses": 1_095,
    "refused": 365,
    "edits": 365,
    "reports": 180,
    "blocks": 365,
    "links": 30,
    "notifications": 90,
    "logs": 365,
}
# Network data for the year that French law asks of whoever hosts what others write (décret n° 2021-1362 of 20 October
# 2021).
FRENCH = LEAN | {"network": 365, "reports": 365}

PROFILES = {"lean": LEAN, "french": FRENCH}
