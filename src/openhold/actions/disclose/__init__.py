"""Disclose: write what a stranger needs to check a matter's record, as one BagIt bag.

`action` is the deed, `bag` the form of a bag, `contents` decides line by line what is shown and what is
withheld with which ground.
"""
