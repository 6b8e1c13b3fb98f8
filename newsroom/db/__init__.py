"""What we ask of a database beyond Django's own."""
