"""A home with holds whose custodians are asked: `python noticing.py HOME` prints the links' paths by name, as JSON.

The file is run in a process of its own, not imported, by the test of the portal in a browser.
"""

import json
import os
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pysqlite3

sys.modules["sqlite3"] = pysqlite3
sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
os.environ["OPENHOLD_HOME"] = sys.argv[1]
os.environ["DJANGO_SETTINGS_MODULE"] = "openhold.settings"

import django  # noqa: E402

django.setup()

from openhold.actions.holds.approve import approve_hold, issue_hold  # noqa: E402
from openhold.actions.holds.notices import acknowledge  # noqa: E402
from openhold.actions.holds.propose import Plan, Words, propose_hold  # noqa: E402
from openhold.actions.holds.questionnaire import answer_questionnaire  # noqa: E402
from openhold.actions.holds.questions import answer, ask, report_loss  # noqa: E402
from openhold.actions.holds.release import approve_release, preview_release, propose_release  # noqa: E402
from openhold.actions.home import Home  # noqa: E402
from openhold.actions.known_person import Known  # noqa: E402
from openhold.actions.name_custodian import name_custodian  # noqa: E402
from openhold.actions.open_matter import open_matter  # noqa: E402
from openhold.actions.set_up import set_up  # noqa: E402
from openhold.filings.notice.draft import to_json  # noqa: E402
from openhold.filings.notice.fields import NoticeFields  # noqa: E402
from openhold.filings.notice.write import write  # noqa: E402
from openhold.workbench.links import Claim, Links  # noqa: E402
from tests.filings.notices import english, hostile, spanish  # noqa: E402

ANN, BOB = "p-ann", "p-bob"
LATE = date(2100, 1, 1)
"""The day to acknowledge by: not yet."""
LONG = "WWWWWWW " * 40
HARD = "<script>document.title=1</script> שלום עולם 👩‍👩‍👧‍👦 " + "W" * 300 + "\n\u202edrow a"


def words(*all_fields: NoticeFields, version: int = 1) -> list[Words]:
    found = []
    for fields in all_fields:
        bare = replace(fields, version=version, recipient=None, link=None)
        written = write(bare)
        found.append(Words(bare.language, written.subject, written.text, to_json(bare)))
    return found


def main(home: Home) -> dict[str, str]:
    set_up(home, "alder")
    matter = open_matter(home, ANN, title="Quintrell v. County of Alder", court="caed", number="1").matter
    paul, lucia, long = (
        name_custodian(home, ANN, matter, one).id
        for one in (
            Known("Owen Baptiste-Cole", "owen@alder.example"),
            Known("Lucía Marchetti", "lucia@alder.example", language="es"),
            Known("Maximiliana Wolfeschlegelsteinhausenbergerdorff " * 4, None, language="es"),
        )
    )

    def issue(title: str, said: list[Words], hold: str | None = None) -> str:
        plan = Plan(title=title, acknowledge_by=LATE, custodians=(paul, lucia, long))
        done = propose_hold(home, ANN, matter, plan, said, hold=hold)
        approve_hold(home, BOB, matter, done.hold, done.version)
        issue_hold(home, ANN, matter, done.hold)
        return done.hold

    links = Links.of(home.folder)

    def link(hold: str, who: str, ago: int = 0) -> str:
        made = links.notice_link(Claim(matter, hold, 1, who), home.clock() - timedelta(days=ago))
        return made.removeprefix(links.base)

    asked = issue("Asked", words(english(), spanish()))
    newer = issue("Newer", words(english(), spanish()))
    issue("Newer", words(english(), spanish(), version=2), hold=newer)
    hard = issue("Hard", words(hostile(), replace(spanish(), matter=LONG, sender=LONG)))
    own = issue("Own", [Words("en", "Keep the logs of Unit C", "Dear all,\n\nkeep the logs.\n\n" + HARD * 3)])
    done = issue("Done", words(english(), spanish()))
    for who in (paul, lucia):
        acknowledge(home, who, matter, done, who, way="portal")
        question = ask(home, who, matter, done, who, "Does this mean my own phone as well?\n" + HARD)
        answer(home, BOB, matter, question.id, "Yes. Please bring it to us before you change it.")
        ask(home, who, matter, done, who, "Until when?")
        answer_questionnaire(home, who, matter, done, who, {"devices": "My own phone", "chat": HARD})
        report_loss(home, who, matter, done, who, "My old phone was reset in October. " + HARD)
    over = issue("Over", words(english(), spanish()))
    ask(home, paul, matter, over, paul, "Is it over?")
    for hold, what, which in ((over, "whole", None), (own, "custodian", lucia)):
        wanted = propose_release(home, ANN, matter, hold, what=what, which=which, why="The case is over.")
        seen = preview_release(home, matter, hold, what=what, which=which)
        approve_release(home, BOB, matter, wanted.id, seen.digest)
    return {
        "asked": link(asked, paul),
        "asked es": link(asked, lucia),
        "pressed": link(asked, long),
        "newer": link(newer, paul),
        "newer es": link(newer, lucia),
        "hard": link(hard, paul),
        "long es": link(hard, long),
        "own words": link(own, paul),
        "own words in another language": link(own, long),
        "done": link(done, paul),
        "done es": link(done, lucia),
        "over": link(over, paul),
        "released": link(own, lucia),
        "old": link(asked, paul, ago=181),
        "none": "/n/nothing/",
    }


if __name__ == "__main__":
    print(json.dumps(main(Home(Path(sys.argv[1])))))
