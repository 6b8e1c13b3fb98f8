"""The demonstration paper: an invented harbour town's stories and pictures, to try the whole house on."""
