"""The page cache and what is behind it."""
