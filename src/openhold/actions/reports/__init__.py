"""What reports are made of: each module reads the record and says what one report needs, and records nothing.

A report is of a day, not of a moment: it counts as at noon in UTC, when the day before is over everywhere on earth. So
the same record gives the same report all day long.
"""
