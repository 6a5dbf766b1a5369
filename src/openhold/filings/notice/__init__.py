"""Notices to custodians and the letters that follow them, each written once and shown in four ways.

Lives here: what a notice must say (`fields`), its standard words (`standard`), the one template (`content`, `letters`),
the ways in which it is shown (`plain`, `pages`, `mail`) and the difference between two versions (`difference`).
Never here: who gets a notice, when it is sent, what was answered. The same fields give the same bytes, always.
"""
