"""Text and markup: characters, hosts, links, the HTML gate, one normal form for search, dates and numbers in words."""
