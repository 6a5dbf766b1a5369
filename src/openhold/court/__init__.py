"""Reading court papers: from text with its places to values, each with the words that it was read from.

Lives here: the form of every answer (`answer`, `said`, `view`), what all readers share, and one folder for each kind
of thing that a paper says; its `reader` is the door.
Never here: bytes (`extract` opens them), a database, the clock, the network, a guess. Where a paper is silent
the value is null.
"""
