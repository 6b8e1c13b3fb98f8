"""Who made a picture and who supplies it, out of what cameras and agencies write."""
