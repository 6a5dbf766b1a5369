"""Where evidence lives: one module per kind of source, and one contract that all of them keep.

Lives here: the contract (what a walk yields, what a reader promises), the directory, the named rules that
leave something out; in `people` the directories of the people who are custodians. Never here: what is kept of it,
where, or for whom; the database; the network.
"""
