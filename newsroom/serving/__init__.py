"""The processes that serve the paper."""
