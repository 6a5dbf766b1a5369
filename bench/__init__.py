"""How fast and how big, as ratios in one run against tools installed for the purpose: ``python -m bench``.

Lives here: the data (made from a seed), the peers, the measuring of processes, the aims and the table.
Never here: a stopwatch inside Openhold. Its side of every row is the command line, from start to exit; only the
ledger is measured in process.
"""
