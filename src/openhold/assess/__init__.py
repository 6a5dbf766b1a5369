"""Pure questions over the record: what a deed would mean, asked before it is done.

Lives here: functions from frozen values to frozen values, the same answer on every machine and in every year. Never
here: files, databases, clocks (the day is passed in), deciding for a person.
"""
