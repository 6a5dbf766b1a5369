"""Directories of people: who works where, under whom, and how to reach them.

Lives here: the contract that every directory keeps, the CSV file, the headings it may have. Never here: who of them is
a custodian, and what is recorded of that.
"""
