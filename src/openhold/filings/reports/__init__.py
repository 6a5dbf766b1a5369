"""Reports: one value for each that a page, a table to save and a PDF show in the same words."""
