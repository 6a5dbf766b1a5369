"""The tables that screens read, each folded from facts; and the rows of the ledgers themselves.

Lives here: the only ORM models of the case, one module per noun, each with the function that folds a fact
into it. Never here: writing a fact (that is `actions.record` alone), decisions, files.
"""

SCHEMA = "0001_initial"
"""The newest migration of these tables; a test holds it against the folder."""
