import re
from pathlib import Path

import pytest

from openhold.ledger import findings as ledger_findings
from openhold.vault import findings as vault_findings

PAGE = Path(__file__).parents[2] / "docs" / "findings.md"
CODES = {**vault_findings.CODES, **ledger_findings.CODES}
SOURCE = Path(vault_findings.__file__).parent


@pytest.mark.parametrize("code", CODES)
def test_the_page_says_of_every_code_what_it_means_and_what_to_do(code):
    rows = re.findall(rf"^\| `{code}` \| (.+?) \| (.+?) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert len(rows) == 1
    assert rows[0][0].startswith(CODES[code])


def test_the_page_names_no_code_that_does_not_exist():
    assert set(re.findall(r"`((?:vault|ledger)-[a-z-]+)`", PAGE.read_text("utf-8"))) == CODES.keys()


def test_the_vault_reports_exactly_the_codes_that_it_lists():
    used = set()
    for path in SOURCE.glob("*.py"):
        if path.name != "findings.py":
            used |= set(re.findall(r'"(vault-[a-z-]+)"', path.read_text("utf-8")))
    assert used == vault_findings.CODES.keys()
