"""Let go of a unit: one person proposes it, another approves, and the gate is asked when it is to be destroyed.

The gate opens only where no hold of any matter covers the unit, the matter was released, and two different people
authorised it. It is asked inside the transaction that no hold can be added beside. What an interruption leaves: before
`disposal.begun` is recorded nothing is touched; after it some of the unit may be gone, as the record says, and the same
request finishes it, unless a hold was added meanwhile: then what is left is kept.
"""

from collections.abc import Sequence

from openhold.actions.collect import carry
from openhold.actions.errors import RefusedError, StorageError, UsageError
from openhold.actions.holds.approve import shown
from openhold.actions.holds.reach import Reach
from openhold.actions.home import Home
from openhold.actions.record import database_told, decide, publish, record
from openhold.actions.wording import words
from openhold.facts.dispositions import DisposalBegun, DispositionApproved, DispositionProposed, UnitDisposed
from openhold.facts.fact import Fact
from openhold.facts.kinds import DisposalRefused
from openhold.projections.collection import Collection
from openhold.projections.disposition import BEGUN, DISPOSED, PROPOSED, Disposition
from openhold.projections.hold import APPROVED as HOLD_APPROVED
from openhold.projections.hold import PROPOSED as HOLD_PROPOSED
from openhold.projections.hold import Hold, HoldVersion
from openhold.projections.source import Source
from openhold.vault.dispose import DisposalRefusedError, Permit, dispose, reasons_against
from openhold.vault.errors import BusyError, VaultError


def propose_disposition(home: Home, actor: str, matter: str, unit: str, why: str) -> Disposition:
    """Propose that everything kept in `unit` be destroyed; what is proposed already is returned as it is."""
    reason = words(why, "why it is to be destroyed")
    new = home.new_id("d")

    def decision() -> Sequence[Fact]:
        _source(matter, unit)
        one = _disposition(matter, unit)
        if one is not None:
            _check_not_done(one)
            return []
        return [DispositionProposed(disposition=new, unit=unit, why=reason)]

    decide(home, matter, actor, decision)
    publish(home, matter)
    return _found(home, matter, unit)


def approve_disposition(home: Home, actor: str, matter: str, unit: str) -> Disposition:
    """Approve a disposition that another person proposed. Nothing is destroyed by that.

    Raises RefusedError where `actor` proposed it, or nobody did.
    """

    def decision() -> Sequence[Fact]:
        _source(matter, unit)
        one = _disposition(matter, unit)
        if one is None:
            raise RefusedError(
                f"Nobody proposed to destroy {unit}. `openhold dispose {matter} {unit} --propose WHY` does it."
            )
        _check_not_done(one)
        if one.state != PROPOSED:
            raise RefusedError(f"The destruction of {unit} was approved already, by {shown(one.approved_by or '')}.")
        if one.proposed_by == actor:
            raise RefusedError(
                f"A second person must approve: you ({shown(actor)}) proposed to destroy {unit}. Somebody else does it "
                f"with `openhold dispose {matter} {unit} --approve`."
            )
        return [DispositionApproved(disposition=one.id, unit=unit)]

    decide(home, matter, actor, decision)
    publish(home, matter)
    return _found(home, matter, unit)


def dispose_unit(home: Home, actor: str, matter: str, unit: str) -> Disposition:
    """Destroy `unit` of `matter` if the record permits it; else record the refusal and raise RefusedError.

    Raises UsageError where the matter has no such unit, or it was destroyed already.
    """
    with database_told(home):
        source = _source(matter, unit)
        one = _disposition(matter, unit)
    if one is not None:
        _check_not_done(one)
    try:
        decide(home, matter, actor, lambda: _begin(source), alone=True)
        publish(home, matter)
        decide(home, matter, actor, lambda: _end(home, source), alone=True)
    except DisposalRefusedError as error:
        record(home, matter, actor, DisposalRefused(unit=unit, reasons=error.reasons))
        publish(home, matter)
        raise RefusedError(f"{error} The request and this answer are recorded.") from error
    except BusyError as error:
        raise RefusedError(f"{unit} is being collected or read again just now. Ask again when that is done.") from error
    except VaultError as error:
        raise StorageError(
            f"{error} Some of {unit} may be gone, as the record says. Ask again to finish it."
        ) from error
    publish(home, matter)
    carry.forget(home.vault.cache(unit))
    return _found(home, matter, unit)


def permit(source: Source) -> Permit:
    """Return what the record says about the destruction of a unit; within the transaction that is to destroy it."""
    holds = [
        _named(one.matter, one.hold, in_force=one.in_force)
        for one in Reach(source.matter, [source]).protections(source)
    ]
    if not holds and not _released(source.matter):
        holds.append(f"of {source.matter}, which is open")
    one = _disposition(source.matter, source.unit)
    authorised = () if one is None or one.approved_by is None else (one.proposed_by, one.approved_by)
    return Permit(source.unit, tuple(dict.fromkeys(holds)), authorised)


def _begin(source: Source) -> Sequence[Fact]:
    _check_gate(source)
    one = _disposition(source.matter, source.unit)
    if one is None or one.state == BEGUN:
        return []
    return [DisposalBegun(disposition=one.id, unit=source.unit)]


def _end(home: Home, source: Source) -> Sequence[Fact]:
    one = _disposition(source.matter, source.unit)
    if one is None or one.approved_by is None:
        raise DisposalRefusedError(source.unit, ("It is not known who authorised it.",))
    _check_not_done(one)
    there = list(Collection.objects.filter(unit=source.unit).order_by("seq"))
    # The transaction is held while files are taken away, so that no hold can be added before it is known how it ended.
    dispose(home.vault.store, source.unit, permit(source))
    return [
        UnitDisposed(
            disposition=one.id,
            unit=source.unit,
            source=source.id,
            at=source.at,
            at_b64=source.at_b64,
            custodian=source.custodian,
            items=sum(collection.new_items for collection in there),
            bytes=sum(collection.new_bytes for collection in there),
            manifests=tuple(collection.manifest_sha256 for collection in there),
            released=tuple(
                Hold.objects.filter(matter=source.matter)
                .exclude(released_at=None)
                .order_by("seq")
                .values_list("id", flat=True)
            ),
            proposed_by=one.proposed_by,
            approved_by=one.approved_by,
        )
    ]


def _check_gate(source: Source) -> None:
    reasons = reasons_against(source.unit, permit(source))
    if reasons:
        raise DisposalRefusedError(source.unit, reasons)


def _named(matter: str, hold: str, *, in_force: bool) -> str:
    return f"{hold} of {matter}" if in_force else f"{hold} of {matter}, of which a version waits to be issued,"


def _released(matter: str) -> bool:
    """Whether the matter is over: it had a hold, every one was released whole, and none waits to be issued."""
    holds = list(Hold.objects.filter(matter=matter))
    issued = [one for one in holds if one.in_force]
    waiting = set(
        HoldVersion.objects.filter(matter=matter, state__in=(HOLD_PROPOSED, HOLD_APPROVED)).values_list(
            "hold", flat=True
        )
    )
    over = {one.id for one in issued if one.released_at is not None}
    return bool(issued) and len(over) == len(issued) and not waiting - over


def _source(matter: str, unit: str) -> Source:
    source = Source.objects.filter(matter=matter, unit=unit).first()
    if source is None:
        raise UsageError(f"There is no unit {unit!r} in this matter; `openhold matter show` lists them.")
    return source


def _disposition(matter: str, unit: str) -> Disposition | None:
    """Return the unit's disposition; None where there is none, or a hold was proposed in the matter since.

    What two people agreed to before somebody wanted things kept again is no agreement any more.
    """
    newest = Disposition.objects.filter(matter=matter, unit=unit).order_by("-seq").first()
    if newest is None or newest.state == DISPOSED:
        return newest
    overtaken = HoldVersion.objects.filter(matter=matter, seq__gt=newest.seq).exists()
    return None if overtaken else newest


def _found(home: Home, matter: str, unit: str) -> Disposition:
    with database_told(home):
        return Disposition.objects.filter(matter=matter, unit=unit).latest("seq")


def _check_not_done(one: Disposition) -> None:
    if one.state == DISPOSED:
        raise UsageError(f"{one.unit} was destroyed on {one.disposed_at:%d %B %Y}; fact {one.disposed_seq} says so.")
