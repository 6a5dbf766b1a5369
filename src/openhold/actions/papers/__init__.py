"""What a court paper proposes for a matter: it is read in a process with limits, and a person says what holds.

Nothing here asks a database, and nothing brings Django; `actions.note_values` makes facts of it.
"""
