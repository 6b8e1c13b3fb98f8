"""The list of stories in the admin: filters, actions on several, export."""
