"""What the words of a story are: addresses made of them, quotations found in them, typography set in them."""
