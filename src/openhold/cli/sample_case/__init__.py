"""The sample case of `openhold demo`: *Quintrell v. County of Alder*, an invented dispute about force in a county jail.

Lives here: its people, mails, papers, logs, pictures and video, and the writing of them into one folder from a seed.
Never here: anything that reads a home, a vault or a ledger. Standard library only.
"""

from openhold.cli.sample_case.errors import SampleCaseError
from openhold.cli.sample_case.write import Custodian, SampleCase, write_sample_case

__all__ = ["Custodian", "SampleCase", "SampleCaseError", "write_sample_case"]
