"""How long what is personal is kept, in days; comments/privacy/retention.py says what each rule is about."""

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
# French law asks hosts of others' texts to keep network data for a year (décret n° 2021-1362 of 20 October 2021).
FRENCH = LEAN | {"network": 365, "reports": 365}

PROFILES = {"lean": LEAN, "french": FRENCH}
