"""What readers and moderators are told by email, how an address is confirmed, how one unsubscribes."""
