"""The server, and the check of a production environment."""
