"""Holds: their versions, what is in force, and what each covers."""

from dataclasses import asdict
from datetime import date

from django.db import models

from openhold.facts.holds import HoldApproved, HoldIssued, HoldProposed, HoldReleased, HoldReturned
from openhold.projections.alike import folded
from openhold.projections.noted import Noted

PROPOSED, RETURNED, APPROVED, ISSUED = "proposed", "returned", "approved", "issued"
"""How far a version has come."""
SOURCE, CUSTODIAN, WHOLE = "source", "custodian", "whole"
"""What a hold covers, and what can be released from it."""


class Hold(models.Model):
    """A hold of a matter. `newest` is its highest version, `in_force` the highest issued one, 0 where there is none.

    `title` is that of the version in force, or of the newest before one is. `released_at` is null until the whole
    hold is released. `acknowledge_by` and `scope_from` are those of the version in force, null before one is. Of its
    custodians whom the hold still covers so many were `asked` and so many `acknowledged`; `untold` are those who did
    not, and of whom it is not known that they got the notice: it was not sent, or it came back. `projections.answering`
    counts them.
    """

    pk = models.CompositePrimaryKey("matter", "id")
    matter = models.CharField(max_length=64)
    id = models.CharField(max_length=64)
    title = models.TextField()
    newest = models.IntegerField()
    in_force = models.IntegerField()
    issued_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)
    seq = models.BigIntegerField()
    acknowledge_by = models.DateField(null=True)
    scope_from = models.DateField(null=True)
    asked = models.BigIntegerField(default=0)
    acknowledged = models.BigIntegerField(default=0)
    untold = models.BigIntegerField(default=0)


class HoldVersion(models.Model):
    """One version, as it was proposed, and how far it came. `seq` is its proposal, `issued_seq` its issue.

    `tasks` are tables with the keys of `HoldTask`.
    """

    pk = models.CompositePrimaryKey("matter", "hold", "version")
    matter = models.CharField(max_length=64)
    hold = models.CharField(max_length=64)
    version = models.IntegerField()
    state = models.CharField(max_length=16, db_index=True)
    title = models.TextField()
    why = models.TextField(null=True)
    scope_from = models.DateField(null=True)
    scope_to = models.DateField(null=True)
    topics = models.JSONField()
    sources = models.JSONField()
    custodians = models.JSONField()
    names = models.JSONField()
    silent = models.JSONField()
    tasks = models.JSONField()
    acknowledge_by = models.DateField()
    proposed_by = models.CharField(max_length=64)
    proposed_at = models.DateTimeField()
    seq = models.BigIntegerField()
    approved_by = models.CharField(max_length=64, null=True)
    approved_at = models.DateTimeField(null=True)
    saw = models.CharField(max_length=64, null=True)
    returned_by = models.CharField(max_length=64, null=True)
    returned_why = models.TextField(null=True)
    issued_by = models.CharField(max_length=64, null=True)
    issued_at = models.DateTimeField(null=True)
    issued_seq = models.BigIntegerField(null=True)
    gone = models.JSONField()

    @property
    def task_words(self) -> list[str]:
        """What is to be done for it, in words alone."""
        return [one["what"] for one in self.tasks]


class Cover(models.Model):
    """One custodian or source that the version in force covers, until it is released; or a source that was released.

    `name` is the custodian's name when the version was proposed, empty for a source, and `by_name` the same folded;
    `silent` says that no notice went to the custodian.
    """

    pk = models.CompositePrimaryKey("matter", "hold", "what", "which")
    matter = models.CharField(max_length=64)
    hold = models.CharField(max_length=64)
    what = models.CharField(max_length=16)
    which = models.CharField(max_length=64, db_index=True)
    name = models.TextField()
    by_name = models.TextField()
    silent = models.BooleanField()
    version = models.IntegerField()
    released_at = models.DateTimeField(null=True)
    released_by = models.CharField(max_length=64, null=True)

    class Meta:
        """By what rows of any matter are looked up."""

        indexes = (models.Index(fields=["by_name"], name="cover_by_name"),)


class Waiting(models.Model):
    """One custodian or source that a version names which waits to be approved or issued; gone once it does not.

    `by_name` is the custodian's name when it was proposed, folded, and empty for a source.
    """

    pk = models.CompositePrimaryKey("matter", "hold", "version", "what", "which")
    matter = models.CharField(max_length=64)
    hold = models.CharField(max_length=64)
    version = models.IntegerField()
    what = models.CharField(max_length=16)
    which = models.CharField(max_length=64)
    by_name = models.TextField()

    class Meta:
        """By what rows of any matter are looked up."""

        indexes = (
            models.Index(fields=["which"], name="waiting_which"),
            models.Index(fields=["by_name"], name="waiting_by_name"),
        )


def fold(noted: Noted) -> None:
    """Take the hold one step further in its life."""
    fact = noted.fact
    if isinstance(fact, HoldProposed):
        _propose(noted, fact)
    elif isinstance(fact, HoldApproved):
        _version(noted.matter, fact).update(state=APPROVED, approved_by=noted.actor, approved_at=noted.at, saw=fact.saw)
    elif isinstance(fact, HoldReturned):
        _version(noted.matter, fact).update(state=RETURNED, returned_by=noted.actor, returned_why=fact.why)
        _waits_no_more(noted.matter, fact)
    elif isinstance(fact, HoldIssued):
        _issue(noted, fact)
    elif isinstance(fact, HoldReleased):
        _release(noted, fact)


def _version(matter: str, fact: HoldApproved | HoldReturned | HoldIssued) -> "models.QuerySet[HoldVersion]":
    return HoldVersion.objects.filter(matter=matter, hold=fact.hold, version=fact.version)


def _propose(noted: Noted, fact: HoldProposed) -> None:
    HoldVersion.objects.create(
        matter=noted.matter,
        hold=fact.hold,
        version=fact.version,
        state=PROPOSED,
        title=fact.title,
        why=fact.why,
        scope_from=fact.scope_from and date.fromisoformat(fact.scope_from),
        scope_to=fact.scope_to and date.fromisoformat(fact.scope_to),
        topics=list(fact.topics),
        sources=list(fact.sources),
        custodians=list(fact.custodians),
        names=list(fact.names),
        silent=list(fact.silent),
        tasks=[asdict(one) for one in fact.tasks],
        acknowledge_by=date.fromisoformat(fact.acknowledge_by),
        proposed_by=noted.actor,
        proposed_at=noted.at,
        seq=noted.seq,
        gone=[],
    )
    named = {(SOURCE, one): "" for one in fact.sources}
    named |= {(CUSTODIAN, one): folded(name) for one, name in zip(fact.custodians, fact.names, strict=True)}
    Waiting.objects.bulk_create(
        [
            Waiting(matter=noted.matter, hold=fact.hold, version=fact.version, what=what, which=which, by_name=name)
            for (what, which), name in named.items()
        ],
        batch_size=500,
    )
    hold, new = Hold.objects.get_or_create(
        matter=noted.matter,
        id=fact.hold,
        defaults={"title": fact.title, "newest": fact.version, "in_force": 0, "seq": noted.seq},
    )
    if not new:
        titled = {"title": fact.title} if hold.in_force == 0 else {}
        Hold.objects.filter(matter=noted.matter, id=fact.hold).update(newest=fact.version, **titled)


def _waits_no_more(matter: str, fact: HoldReturned | HoldIssued) -> None:
    Waiting.objects.filter(matter=matter, hold=fact.hold, version=fact.version).delete()


def _issue(noted: Noted, fact: HoldIssued) -> None:
    _version(noted.matter, fact).update(
        state=ISSUED, issued_by=noted.actor, issued_at=noted.at, issued_seq=noted.seq, gone=list(fact.gone)
    )
    _waits_no_more(noted.matter, fact)
    version = _version(noted.matter, fact).get()
    Hold.objects.filter(matter=noted.matter, id=fact.hold).update(
        in_force=fact.version, title=version.title, acknowledge_by=version.acknowledge_by, scope_from=version.scope_from
    )
    Hold.objects.filter(matter=noted.matter, id=fact.hold, issued_at=None).update(issued_at=noted.at)
    # A version says all anew: what an earlier one covered is covered because this one names it. But a source that
    # was released stays so, also where its custodian is named, until a version names the source itself.
    covers = Cover.objects.filter(matter=noted.matter, hold=fact.hold)
    covers.exclude(what=SOURCE, released_at__isnull=False).delete()
    covers.filter(which__in=version.sources).delete()
    silent = set(version.silent)
    named = [(SOURCE, one, "") for one in version.sources]
    named += [(CUSTODIAN, one, name) for one, name in zip(version.custodians, version.names, strict=True)]
    Cover.objects.bulk_create(
        [
            Cover(
                matter=noted.matter,
                hold=fact.hold,
                what=what,
                which=which,
                name=name,
                by_name=folded(name),
                silent=which in silent,
                version=fact.version,
            )
            for what, which, name in named
        ],
        batch_size=500,
    )


def _release(noted: Noted, fact: HoldReleased) -> None:
    covers = Cover.objects.filter(matter=noted.matter, hold=fact.hold, released_at=None)
    if fact.what == WHOLE:
        Hold.objects.filter(matter=noted.matter, id=fact.hold).update(released_at=noted.at)
        Waiting.objects.filter(matter=noted.matter, hold=fact.hold).delete()
    else:
        covers = covers.filter(what=fact.what, which=fact.which)
    released = covers.update(released_at=noted.at, released_by=noted.actor)
    if fact.what == SOURCE and not released and fact.which is not None:
        # It was covered through its custodian, who stays.
        Cover.objects.create(
            matter=noted.matter,
            hold=fact.hold,
            what=SOURCE,
            which=fact.which,
            name="",
            by_name="",
            silent=False,
            version=fact.version,
            released_at=noted.at,
            released_by=noted.actor,
        )
