"""The vocabulary of the record: what can be said to have happened, as frozen values with canonical bytes.

Lives here: one dataclass per kind of fact, the closed list of kinds with a sentence each, the upcasters
that read old versions. Never here: files, databases, clocks, decisions.
"""
