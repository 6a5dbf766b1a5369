"""Dockets and notices read a second time, by the parsers of another project, and the two readings brought together."""
