"""What falls due, what is set, what is taken away, and the periods that a paper gives."""
