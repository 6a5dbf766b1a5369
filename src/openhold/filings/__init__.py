"""Papers for people: pages and, later, filings that state what the record holds.

Lives here: pure functions from what the record says to a finished paper. Never here: files, databases, clocks,
proofs, decisions. A paper says nothing that its caller did not take from the record.
"""
