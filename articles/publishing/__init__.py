"""The acts that make a story public, change it and take it back."""
