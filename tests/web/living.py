"""A case that has lived: twelve custodians, a hold in its second version, tasks, questions, a release that waits.

Run as a program it makes a home of its own for a server; as a function it fills the home of a test.
"""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openhold.actions.home import Home

PEOPLE = (
    ("Owen Baptiste-Cole", "housing officer, Unit C"),
    ("Dr. Emeka Lowry", "jail physician"),
    ("Beth Arroway", "transport officer"),
    ("Lt. Marcus Thiele", "internal affairs"),
    ("Joanna Prewitt RN", "contract nurse"),
    ("Lucia Marchetti", "housing officer, Unit C"),
    ("Calvin Strand", "night officer, on leave"),
    ("Sgt. Paul Renwick", "shift sergeant"),
    ("Capt. Harriet Sund", "jail commander"),
    ("Winifred Paz", "jail records"),
    ("Noor Haddix", "grievance coordinator"),
    ("Ravi Osterman", "systems, jail"),
)
ANSWERED = ((0, 7), (0, 8), (0, 9), (1, 3), (2, 4), (2, 6), (6, 10), (8, 11), (13, 5))
"""On which day after the issue which custodian acknowledges."""
HOSTILE = "<script>document.title='owned'</script> \u202eeluR \"&\" \u05de\u05e9\u05e8\u05d3 \U0001f4a5"
LONG = "Long" * 72
ANN, BOB = "p-ann", "p-bob"
OLD = "WHAT TO KEEP\n\nKeep the video of Unit C.\n\nKeep your notes of the night of 16 September 2025."
NEW = "WHAT TO KEEP\n\nKeep the video of Unit C and the chat of the shift.\n\nKeep your notes.\n\nAlso your phone."


@dataclass(frozen=True)
class Lived:
    """What the case holds, by id."""

    matter: str
    hold: str
    waiting: str
    release: str
    task: str
    arroway: str
    renwick: str
    thiele: str
    hostile: str
    hostile_hold: str
    hostile_person: str
    telephone: str
    box: str
    handed: str
    hostile_thing: str


def live(home: "Home", forward: Callable[[int], None], folder: Path) -> Lived:
    """Let the case live for nineteen days; `forward` moves the home's clock by so many."""
    from openhold.actions.change_custodian import change_custodian
    from openhold.actions.collect.action import collect
    from openhold.actions.describe_source import describe_source
    from openhold.actions.finish_task import finish_task
    from openhold.actions.give_task import give_task
    from openhold.actions.holds.approve import approve_hold, issue_hold
    from openhold.actions.holds.notices import acknowledge, note_bounced, send_first
    from openhold.actions.holds.propose import Plan, PlannedTask, Words, propose_hold
    from openhold.actions.holds.questions import ask, report_loss
    from openhold.actions.holds.release import propose_release
    from openhold.actions.known_person import Known, known_of
    from openhold.actions.name_custodian import name_custodian
    from openhold.actions.name_source import name_source
    from openhold.actions.open_matter import open_matter
    from tests.actions.conftest import Watching
    from tests.actions.holds.conftest import by_folder

    def opened(title: str, number: str | None) -> str:
        return open_matter(home, ANN, title=title, court="E.D. Cal.", number=number).matter

    def named(matter: str, name: str, title: str) -> str:
        address = (
            f"{''.join(filter(str.isalpha, name.encode('ascii', 'ignore').decode())).lower() or 'x'}@alder.example"
        )
        return name_custodian(home, ANN, matter, Known(name, address, title=title)).id

    def today() -> date:
        return home.clock().date()

    def issued(matter: str, hold: str, version: int) -> None:
        approve_hold(home, BOB, matter, hold, version)
        issue_hold(home, ANN, matter, hold, version)
        send_first(home, ANN, matter, hold, by_folder())  # type: ignore[arg-type]

    matter = opened("Quintrell v. County of Alder", "1:25-cv-01847")
    who = [named(matter, *one) for one in PEOPLE]
    places = []
    for place, custodian in (("mailbox Thiele", 3), ("camera 4", 8), ("chat C-Housing", 5), ("phone Haddix", 10)):
        (folder / place).mkdir(parents=True)
        at = os.fsencode(folder / place)
        (folder / place / "kept.txt").write_text(place)
        source = name_source(home, ANN, matter, kind="directory", at=at, custodian=who[custodian])
        collect(home, ANN, source, reread=False, watch=Watching())
        places.append(source.id)
    describe_source(home, ANN, matter, places[0], steward=who[11], retention="deleted after", days=180)
    describe_source(home, ANN, matter, places[1], steward=who[11], retention="overwritten", days=30)
    swap = today() + timedelta(days=50)
    describe_source(home, ANN, matter, places[3], steward=who[11], retention="device replaced", on=swap)

    plan = Plan(
        title="Use of force, 16 September 2025",
        acknowledge_by=today() + timedelta(days=21),
        scope_from=date(2025, 9, 16),
        topics=("video of Unit C",),
        custodians=tuple(one for n, one in enumerate(who) if n != 2),
        tasks=(PlannedTask(what="Suspend rule CHAT-90"),),
        why="A claim was received.",
    )
    first = propose_hold(home, ANN, matter, plan, [Words("en", "Keep what you have", OLD)])
    hold = first.hold
    issued(matter, hold, 1)
    for one in plan.custodians:
        acknowledge(home, ANN, matter, hold, one)
    forward(2)
    second = Plan(
        title=plan.title,
        acknowledge_by=today() + timedelta(days=20),
        scope_from=plan.scope_from,
        topics=("video of Unit C", "chat and personal phones"),
        custodians=tuple(who),
        tasks=plan.tasks,
        why="Adds chat and personal phones; adds Beth Arroway.",
    )
    propose_hold(home, ANN, matter, second, [Words("en", "Keep what you have", NEW)], hold=hold)
    issued(matter, hold, 2)
    note_bounced(home, ANN, matter, hold, _last_message(matter, hold, who[2]), "550 mailbox does not exist")
    _answer(home, matter, hold, who, forward)
    ask(home, who[3], matter, hold, who[3], "Are drafts included?\nI have several of them.")
    report_loss(home, who[5], matter, hold, who[5], "My old phone was exchanged in October.")
    from openhold.actions.find_custodian import find_custodian

    nurse = known_of(find_custodian(home, matter, who[4]))
    change_custodian(home, ANN, matter, who[4], nurse, cause="left", left=today() + timedelta(days=8))
    late, soon = today() - timedelta(days=3), today() + timedelta(days=4)
    task = give_task(home, ANN, matter, steward=who[11], what="Stop deleting: chat rule CHAT-90", due=late, hold=hold)
    give_task(home, ANN, matter, steward=who[9], what="Take boxes 114 to 116 out of the shredding run", due=soon)
    done = give_task(
        home, ANN, matter, steward=who[11], what="Stop overwriting: camera 4", due=soon, hold=hold, source=places[1]
    )
    finish_task(home, ANN, matter, done.id, by="Ravi Osterman", proof="screen of the rule, switched off")
    changed = replace(second, topics=("video of Unit C",), sources=(places[0],), why=HOSTILE)
    propose_hold(home, ANN, matter, changed, [Words("en", "Keep it", f"{NEW}\n\n{HOSTILE}")], hold=hold)

    road = Plan(title="Road 7 bids", acknowledge_by=today() + timedelta(days=9), custodians=(who[7], who[8]))
    other = propose_hold(home, ANN, matter, road, [Words("en", "Keep the bids", "Keep them.")]).hold
    issued(matter, other, 1)
    release = propose_release(home, ANN, matter, other, what="whole", why="Judgment was entered.").id

    _before_it(home, matter, "Marisol Quintrell", "Grievance about the use of force in Unit C", today())
    hostile = opened(HOSTILE, "<b>1</b>")
    _before_it(home, hostile, HOSTILE, LONG, today())
    person = named(hostile, HOSTILE, LONG)
    named(hostile, "\U0001f468\u200d\U0001f469\u200d\U0001f467 \u0639\u0631\u0628\u064a\u0629", "=1+1")
    bad = Plan(title=LONG, acknowledge_by=today(), custodians=(person,), topics=(HOSTILE, LONG))
    bad_hold = propose_hold(home, ANN, hostile, bad, [Words("en", LONG, f"{HOSTILE}\n\n{LONG}")]).hold
    issued(hostile, bad_hold, 1)
    ask(home, person, hostile, bad_hold, person, f"{HOSTILE}\n{LONG}")
    give_task(home, ANN, hostile, steward=person, what=HOSTILE + LONG, due=today())
    named(opened("Fennimore claim", None), *PEOPLE[3])
    telephone, box, handed = _things(home, matter, who)
    bad_thing = _hostile_thing(home, hostile, person)
    return Lived(
        matter, hold, other, release, task.id, who[2], who[7], who[3], hostile, bad_hold, person, telephone, box,
        handed, bad_thing,
    )  # fmt: skip


def _before_it(home: "Home", matter: str, party: str, event: str, day: date) -> None:
    """Note what was learned before the case and what its papers say: parties, dates that are over and to come."""
    from openhold.actions.date_duty import date_duty
    from openhold.actions.name_party import name_counsel, name_party, say_side
    from openhold.actions.note_trigger import note_trigger, withdraw_trigger
    from openhold.actions.note_values import note_values
    from openhold.actions.papers.values import Decided, Paper, Proposed

    def noted(what: str, before: int) -> str:
        on = day - timedelta(days=before)
        return note_trigger(
            home, ANN, matter, what=what, on=on, learned_by="Noor Haddix, grievance coordinator",
            learned_how="It was handed over at the counter.", learned_on=on + timedelta(days=6), evidence=event,
        ).id  # fmt: skip

    trigger = noted(event, 62)
    noted("Claim for damages, received by the clerk", 40)
    withdraw_trigger(home, ANN, matter, noted("A claim of somebody else", 50), why="It was about another matter.")
    date_duty(home, ANN, matter, trigger=trigger)
    say_side(home, ANN, matter, "defendants")
    name_party(home, ANN, matter, name=party[::-1], side="defendants")
    name_counsel(home, ANN, matter, name=party, firm="Office of County Counsel", side="defendants")
    read = [
        Proposed("plaintiffs[0]", party, party.upper(), 1, 6),
        Proposed("defendants[0]", "County of Alder", "COUNTY OF ALDER, et al.", 1, 9),
        Proposed("dates.discovery", (day + timedelta(days=160)).isoformat(), "shall be completed by", 1, 15),
        Proposed("dates.joint report", (day + timedelta(days=21)).isoformat(), "no later than", 1, 16),
        Proposed("filed", (day - timedelta(days=9)).isoformat(), "Filed", 1, None),
        Proposed("events[0].what", "status conference", "a status conference", 2, 3),
        Proposed("events[0].at", f"{day + timedelta(days=30)}T09:30", "at 9:30 a.m.", 2, 3),
    ]
    decided = [Decided(one.field, one, one.value) for one in read]
    note_values(home, ANN, matter, Paper("ab" * 32, "scheduling-order.pdf"), decided)
    gone = Decided("judge", Proposed("judge", "Rosalind M. Varga", "ROSALIND", 1, 4), "Tobias L. Hearn")
    note_values(home, ANN, matter, Paper("cd" * 32, f"{party}.txt"), [gone, Decided("court", None, "caed")])


def _things(home: "Home", matter: str, who: list[str]) -> tuple[str, str, str]:
    """Let a telephone go through hands, with gaps, and a box stay; return them and the last hand-over."""
    from openhold.actions.things.confirm_hand_over import confirm_hand_over, dispute_hand_over
    from openhold.actions.things.hand_over import Handing, hand_over
    from openhold.actions.things.look_at import Look, look_at_thing
    from openhold.actions.things.name_thing import Described, name_thing
    from openhold.actions.things.reseal import Sealing, reseal_thing
    from tests.actions.living import SCAN

    start = home.clock() - timedelta(days=16)
    named = Described(
        what="Telephone, black, screen cracked", mark="R58N12ABC", holder=who[5], place="Unit C, locker 12",
        since=start, condition="Switched off", seal="A-10441",
    )  # fmt: skip
    telephone = name_thing(home, ANN, matter, named).id

    def given(days: float, taker: str, place: str, seal: str, state: str | None) -> str:
        at = start + timedelta(days=days)
        done = Handing(taker=taker, at=at, why="To be kept safe", place=place, seal=seal, seal_state=state)
        return hand_over(home, ANN, matter, telephone, done).handover

    first = given(3, who[9], "Records, safe 1", "A-10441", "whole")
    for side in ("giver", "taker"):
        confirm_hand_over(home, ANN, matter, first, side, scan=SCAN)
    look = Look(by=who[9], at=start + timedelta(days=5), seal="A-10441", seal_state="whole", place="Records, safe 2")
    look_at_thing(home, ANN, matter, telephone, look)
    second = given(8, "R. Lang, Alder Laboratory", "Laboratory, room 12", "A-10441", "whole")
    confirm_hand_over(home, ANN, matter, second, "giver", scan=SCAN)
    opened = Sealing(
        by="R. Lang, Alder Laboratory", at=start + timedelta(days=9), seal="L-77", before="A-10441",
        before_state="whole", why="Opened to be imaged",
    )  # fmt: skip
    reseal_thing(home, ANN, matter, telephone, opened)
    third = given(12, who[9], "Records, safe 1", "L-78", "broken")
    dispute_hand_over(home, ANN, matter, third, "giver", "The seal was whole and bore L-77.", scan=SCAN)
    last = given(14, who[8], "Command, locked drawer", "L-78", None)
    box = Described(what="Box of log books, 2025", holder=who[9], place="Records, shelf 4", since=start)
    return telephone, name_thing(home, ANN, matter, box).id, last


def _hostile_thing(home: "Home", matter: str, person: str) -> str:
    from openhold.actions.things.hand_over import Handing, hand_over
    from openhold.actions.things.name_thing import Described, name_thing

    at = home.clock() - timedelta(hours=5)
    named = Described(
        what=HOSTILE + LONG, mark=LONG[:90], holder=person, place=HOSTILE, since=at, condition=LONG, seal=LONG[:90]
    )
    thing = name_thing(home, ANN, matter, named).id
    done = Handing(taker=LONG[:190], at=home.clock(), why=LONG, place=HOSTILE, seal="<b>7</b>", seal_state="broken")
    hand_over(home, ANN, matter, thing, done)
    return thing


def _answer(home: "Home", matter: str, hold: str, who: list[str], forward: Callable[[int], None]) -> None:
    from openhold.actions.holds.notices import acknowledge, remind
    from tests.actions.holds.conftest import by_folder

    for day in range(15):
        for on, number in ANSWERED:
            if on == day:
                acknowledge(home, ANN, matter, hold, who[number])
        if day in (8, 13):
            remind(home, ANN, matter, hold, by_folder("reminder"))  # type: ignore[arg-type]
        forward(1)


def _last_message(matter: str, hold: str, custodian: str) -> str:
    from openhold.projections.notice import Sending

    return Sending.objects.filter(matter=matter, hold=hold, custodian=custodian).latest("seq").message_sha256


class Moving:
    """A clock that starts so many days ago, ticks when it is read, and is moved by days."""

    def __init__(self, start: datetime) -> None:
        self.moment = start

    def __call__(self) -> datetime:
        self.moment += timedelta(milliseconds=10)
        return self.moment

    def forward(self, days: int) -> None:
        self.moment += timedelta(days=days)


def main(folder: Path) -> None:
    """Make a home in `folder` whose case began eighteen days ago, and say what is in it."""
    from openhold.cli import context

    context.current.home = folder / "home"
    # It starts Django, which must stand before anything that asks the database.
    import_module("openhold.cli.bootstrap")
    from openhold.actions.home import Home
    from openhold.actions.set_up import set_up

    clock = Moving(datetime.now(UTC) - timedelta(days=17, hours=1))
    home = Home(folder / "home", clock=clock)
    set_up(home, "alder")
    print(json.dumps(asdict(live(home, clock.forward, folder / "places"))))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
