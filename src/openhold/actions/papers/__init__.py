"""What a court paper proposes for a matter: it is read in a process with limits, and a person says what holds.

Nothing here asks a database but `note_values`, which makes facts of it.
"""
