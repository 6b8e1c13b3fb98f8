"""What a reader wrote: the row, the questions that are asked about it, and the transition that changes its state."""
