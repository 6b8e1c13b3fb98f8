"""What a reader sends and from where, checked before anybody sees it."""
