"""Who may enter the admin, and what each role may do."""
