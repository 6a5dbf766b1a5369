"""Holds: propose, approve, issue, amend, tell custodians, release, and at last let go of what was kept.

`reach` says what covers a unit; the deeds stand in modules of their own.
"""
