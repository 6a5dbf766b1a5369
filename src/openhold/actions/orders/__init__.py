"""Protective orders: note one, amend and lift it; designate what is kept; and who may open what is designated."""
