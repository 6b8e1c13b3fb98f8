"""What the desk costs the server: `python -m tests.bench` measures it. No test: it refuses nothing."""
