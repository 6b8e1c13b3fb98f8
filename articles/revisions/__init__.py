"""Every version of a story: how it is kept, compared, previewed and shown."""
