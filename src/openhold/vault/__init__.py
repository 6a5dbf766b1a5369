"""The bytes: stored once per unit in a form that a stranger reads with `tar` and `sha256sum`.

Lives here: the store contract and the directory that keeps it, packs, seals, large objects, manifests,
recovery, audit, and the one door to destruction. Never here: cases, people, the database, the network.
"""
