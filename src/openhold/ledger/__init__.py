"""One append-only log per matter, in the published form of C2SP tlog-tiles over RFC 6962 hashes.

Lives here: entries, tiles, checkpoints, proofs, the publisher and the check that re-derives everything. Never
here: what a fact means, the database, the clock, where the files really are.
"""
