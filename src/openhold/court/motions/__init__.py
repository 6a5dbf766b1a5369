"""What a paper decides: each motion, whose it was, and how it ended."""
