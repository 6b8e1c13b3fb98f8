"""What readers do: post, edit, withdraw, report; and the newsroom's replies."""
