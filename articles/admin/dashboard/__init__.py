"""The admin's first page: lists, calendar, search."""
