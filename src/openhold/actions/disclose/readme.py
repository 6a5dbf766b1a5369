"""The README.txt that stands in every disclosure."""

README = """\
This folder is a disclosure made by Openhold: a record of what was kept in one matter, and items from it.
You need not trust whoever gave it to you. Check it:

    openhold verify THIS_FOLDER --key KEY

KEY is the verifier key of the matter's log. Take it from a place other than this folder: a letter, a
filing, an earlier receipt. data/keys.txt says what the producer states the key to be; compare the two.
`openhold verify` needs no account and no connection. The checker is published on its own as
`openhold-verify`, and the formats are published so that anybody can write another one.

ledger/               the log: checkpoints, hash tiles and entries, as C2SP tlog-tiles lays them down
facts.jsonl           what each entry says, in order; what is withheld says so and gives its ground
manifests/            what each collection saw, line by line
items/                the disclosed bytes, each named by its SHA-256
withheld-items.jsonl  items that a shown line names and that are not here, each with its ground
keys.txt              verifier keys as the producer states them

By hand: `sha256sum --check manifest-sha256.txt` and `sha256sum --check tagmanifest-sha256.txt` compare
every file with what is listed; each file in data/items must have its own name as its SHA-256.
"""

DESIGNATED = """
Some of these items are designated under a protective order. Whoever gets them is bound by it:

"""
"""Stands at the end of it where such items are given; a line for each follows."""
