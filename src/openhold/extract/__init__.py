"""What is inside an item: text with its places, from PDF, scans, HTML and mail, opened in a process with limits.

Lives here: opening bytes that a stranger made, and saying where on which page every line of the text stands.
Never here: what the words mean (`court` reads them), a database, the network, Django.
"""
