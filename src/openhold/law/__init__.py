"""The law as data and arithmetic: time under Rule 6, holidays, and the tables of rules with their authority.

Lives here: the tables in `tables/`, each entry with its citation, its effective date and whether it was checked against
its source; reading and checking those tables; and computing dates from them, every step with its rule.
Never here: what a paper says (`court` reads it), a case, a database, the clock, the network, Django.
"""
