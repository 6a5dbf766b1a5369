"""What people do in a matter, once each: so that a case has lived through every kind of fact."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from openhold.actions.change_custodian import change_custodian, settle_alarm
from openhold.actions.date_duty import date_duty
from openhold.actions.describe_source import describe_source
from openhold.actions.find_custodian import find_custodian
from openhold.actions.finish_task import finish_task, reopen_task
from openhold.actions.give_task import give_task
from openhold.actions.home import Home
from openhold.actions.import_custodians import csv_directory, import_custodians
from openhold.actions.known_person import Known, known_of
from openhold.actions.name_custodian import name_custodian
from openhold.actions.name_party import name_counsel, name_party, say_side, withdraw_naming
from openhold.actions.note_trigger import note_trigger, withdraw_trigger
from openhold.actions.things.confirm_hand_over import confirm_hand_over, dispute_hand_over
from openhold.actions.things.hand_over import Handing, hand_over
from openhold.actions.things.look_at import Look, look_at_thing
from openhold.actions.things.name_thing import Described, name_thing
from openhold.actions.things.reseal import Sealing, reseal_thing
from openhold.projections.custodian import Custodian
from openhold.projections.source import Source
from openhold.projections.thing import Thing

PEOPLE = "id,name,email,title,place,manager\n1,Harriet Sund,sund@alder.example,commander,Jail,\n"
MORE = "2,Beth Arroway,arroway@alder.example,transport officer,Jail,1\n"


def with_people(home: Home, actor: str, matter: str, source: Source) -> Custodian:
    """Name and change custodians, date the duty, describe the source, give tasks; return the steward."""
    paz = name_custodian(home, actor, matter, Known("Winifred Paz", "w.paz@alder.example", place="Jail"))
    for text in (PEOPLE + MORE, PEOPLE.replace("Jail", "Annex") + MORE.replace("transport officer", ""), PEOPLE):
        leavers = date(2026, 3, 4) if text == PEOPLE else None
        import_custodians(home, actor, matter, csv_directory(text.encode(), "people.csv"), leavers=leavers)
    away = replace(known_of(paz), place="Annex")
    change_custodian(home, actor, matter, paz.id, away, cause="moved", left=None)
    settle_alarm(home, actor, matter, paz.id, done="Her mailbox was collected.")
    gone = date(2026, 3, 13)
    change_custodian(home, actor, matter, paz.id, away, cause="left", left=gone)
    sund = find_custodian(home, matter, "sund").id
    change_custodian(home, actor, matter, paz.id, replace(away, manager=sund), cause="corrected", left=gone)
    describe_source(home, actor, matter, source.id, steward=paz.id, retention="overwritten", days=90)
    describe_source(home, actor, matter, source.id, steward=paz.id, retention="device replaced", on=date(2026, 3, 20))
    trigger = note_trigger(
        home, actor, matter, what="Grievance", on=date(2025, 9, 22), learned_by="Noor Haddix",
        learned_how="at the counter", learned_on=date(2025, 9, 23), evidence="log, line 14",
    )  # fmt: skip
    wrong = note_trigger(
        home, actor, matter, what="Claim", on=date(2025, 9, 2), learned_by="the clerk", learned_how="by post",
        learned_on=date(2025, 9, 2),
    )  # fmt: skip
    withdraw_trigger(home, actor, matter, wrong.id, why="It was about another matter.")
    date_duty(home, actor, matter, trigger=trigger.id)
    date_duty(home, actor, matter, trigger=trigger.id, on=date(2025, 9, 22), why="The shift commander saw it.")
    say_side(home, actor, matter, "defendants")
    party = name_party(home, actor, matter, name="County of Alder", side="defendants")
    name_party(home, actor, matter, name="The County of Alder", side="defendants", party=party.id)
    counsel = name_counsel(home, actor, matter, name="G. Achterberg", firm="County Counsel", side="defendants")
    withdraw_naming(home, actor, matter, counsel.id, why="He left.")
    for end in ("open", "done", "again"):
        task = give_task(
            home, actor, matter, steward=paz.id, what="Stop deleting", due=date(2026, 3, 6), source=source.id
        )
        if end != "open":
            finish_task(home, actor, matter, task.id, by="Winifred Paz", proof="screen of the rule", item="zz.bin")
        if end == "again":
            reopen_task(home, actor, matter, task.id, why="The rule was on again.")
    return paz


SCAN = b"%PDF-1.7\n% a signed sheet\n%%EOF\n"
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def with_things(home: Home, actor: str, matter: str) -> Thing:
    """Name a thing, look at it, seal it anew, hand it over twice: once confirmed by both, once disputed; return it."""
    named = Described(
        what="Telephone, black", mark="R58N12ABC", holder="Winifred Paz", place="Jail, shelf 4", since=MONDAY,
        whose="Beth Arroway", seal="A-1", condition="Screen cracked",
    )  # fmt: skip
    thing = name_thing(home, actor, matter, named)
    hour = timedelta(hours=1)
    look_at_thing(
        home, actor, matter, thing.id, Look(by=actor, at=MONDAY + hour, seal="A-1", seal_state="whole", place="Safe 1")
    )
    opened = Sealing(by=actor, at=MONDAY + 2 * hour, seal="A-2", before="A-1", before_state="whole", why="Imaged")
    reseal_thing(home, actor, matter, thing.id, opened)
    for number, taker in enumerate(("R. Lang, laboratory", "Noor Haddix"), 3):
        gone = Handing(taker=taker, at=MONDAY + number * hour, why="To be read", place="Room 12", seal="A-2")
        handed = hand_over(home, actor, matter, thing.id, gone)
        confirm_hand_over(home, actor, matter, handed.handover, "giver", scan=SCAN)
        if number == 3:
            confirm_hand_over(home, actor, matter, handed.handover, "taker", scan=SCAN)
        else:
            dispute_hand_over(home, actor, matter, handed.handover, "taker", "I never saw it.", scan=SCAN)
    return thing
