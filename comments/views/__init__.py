"""The reader's side of the discussion; the desk's is in comments/admin/."""
