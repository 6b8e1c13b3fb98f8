"""The rows of the audit log, a file for each log: what was decided, set, changed and looked at, by whom and when."""
