"""Collect: preserve what a source holds, as one collection with a manifest and a fact.

`action` is the deed itself; `pipeline` keeps walk order while `workers` read and pack on several cores;
`carry` knows what the last collection saw. The worker process imports this package, so nothing here may
import Django but `action`.
"""
