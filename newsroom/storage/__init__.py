"""Where files are kept: on a disk, or on a server that speaks S3."""
