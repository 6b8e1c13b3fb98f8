"""The admin site, which its users call the desk, and what the admins of both apps share."""
