"""What is kept of a reader, for how long, who has looked at it, and how it is erased."""
