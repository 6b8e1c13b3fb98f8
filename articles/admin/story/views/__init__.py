"""What the story form asks the server for beside saving: each a view of its own."""
