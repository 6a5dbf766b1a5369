"""The command line: one door among four.

Lives here: reading what a person typed, calling one action, printing what it returned. Never here: a rule, a
fact, a decision; Django is imported only by commands that need the record.
"""
