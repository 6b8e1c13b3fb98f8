"""Formats of dates and numbers, for each language of the site, where Django’s aren’t the paper’s: see docs/style.md."""
