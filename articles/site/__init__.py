"""What readers and machines get: pages, feeds, structured data."""
