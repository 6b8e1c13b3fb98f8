"""What a picture's file says of itself, read and written."""
