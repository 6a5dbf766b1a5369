"""Dockets, docket menus and notices of electronic filing: markup of known shape, read by its shape."""
