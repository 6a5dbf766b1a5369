"""What can go wrong while the sample case is written."""


class SampleCaseError(Exception):
    """The folder for the sample case cannot be used; one sentence for a person."""
