"""Directories of people: who works where, under whom, and how to reach them.

Lives here: the contract that every directory keeps; the CSV file and the headings it may have; the LDAP server, one
connection to it and what its entries say. Never here: who of them is a custodian, and what is recorded of that.
"""
