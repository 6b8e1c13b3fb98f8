"""What moderators do: the queue, decisions, blocks, policies, the audit log."""
