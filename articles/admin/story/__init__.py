"""The story form in the admin."""
