"""What people search for: the seam, and the sources behind it."""
