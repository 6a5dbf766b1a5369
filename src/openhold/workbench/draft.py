"""Drafts of holds: what somebody has typed so far, kept between the steps of the form. They are nobody's evidence."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models, transaction


class HoldDraft(models.Model):
    """A draft of a hold. `key` is in its address; `hold` the id that the hold has, or will get where it is a new one.

    `said` is what was typed, as it was typed. `version` is the number under which it was proposed, null until it is.
    `begun_by` and `changed_by` are people's ids.
    """

    matter = models.CharField(max_length=64)
    key = models.CharField(max_length=64)
    hold = models.CharField(max_length=64)
    amends = models.BooleanField()
    said = models.JSONField()
    begun_by = models.CharField(max_length=64)
    changed_by = models.CharField(max_length=64)
    changed_at = models.DateTimeField()
    version = models.IntegerField(null=True)

    class Meta:
        """One draft for each key of a matter, however often its form is sent."""

        constraints = (models.UniqueConstraint(fields=["matter", "key"], name="one_draft_a_key"),)


def begin(
    matter: str, key: str, *, hold: str, amends: bool, said: Mapping[str, Any], by: str, now: datetime
) -> HoldDraft:
    """Return the draft with this key, begun where there is none yet."""
    found, _ = HoldDraft.objects.get_or_create(
        matter=matter,
        key=key,
        defaults={
            "hold": hold,
            "amends": amends,
            "said": dict(said),
            "begun_by": by,
            "changed_by": by,
            "changed_at": now,
        },
    )
    return found


def find(matter: str, key: str) -> HoldDraft | None:
    """Return a draft of the matter."""
    return HoldDraft.objects.filter(matter=matter, key=key).first()


def keep(draft: HoldDraft, said: Mapping[str, Any], *, by: str, now: datetime) -> HoldDraft:
    """Keep what one step says, beside what the others do, and return the draft; nothing where it was proposed."""
    with transaction.atomic():
        fresh = HoldDraft.objects.select_for_update().get(pk=draft.pk)
        if fresh.version is None:
            fresh.said = {**fresh.said, **said}
            fresh.changed_by, fresh.changed_at = by, now
            fresh.save()
    return fresh


def unfinished(matter: str) -> tuple[HoldDraft, ...]:
    """Return the drafts of a matter that were not proposed, the newest first."""
    return tuple(HoldDraft.objects.filter(matter=matter, version=None).order_by("-changed_at", "-pk"))


def finish(draft: HoldDraft, version: int) -> None:
    """Note that the draft was proposed; what was typed stands in the record now and goes from here."""
    HoldDraft.objects.filter(pk=draft.pk).update(version=version, said={})


def throw_away(draft: HoldDraft) -> None:
    """Throw the draft away, for good."""
    HoldDraft.objects.filter(pk=draft.pk, version=None).delete()
