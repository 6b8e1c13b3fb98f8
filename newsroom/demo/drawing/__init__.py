"""What draws the demonstration paper's pictures: shapes, gradients and grain, from a key and nothing else."""
