"""One module per thing a person can do; each loads, asks, appends a fact and returns.

Lives here: `record`, the single gate through which facts come into being, and every action that uses it.
Never here: printing, parsing of command lines or requests, a second way to write a fact.
"""
