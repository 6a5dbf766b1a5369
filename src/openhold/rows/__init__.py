"""What the record holds as rows of JSON documents, the same whichever door shows them: docs/commands.md, docs/api.md.

Lives here: one module per noun, a typed shape for every row and the function that makes it. Never here: a question to
the database, a rule, words for people: a row is made of what an action returned. Only doors import it.
"""
