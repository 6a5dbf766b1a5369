"""The links by which custodians answer notices: signed, for one purpose, one person and a time.

A link says which notice of whom it opens, and since when. It is kept nowhere: the home's key shows that it is ours.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path

from django.core.signing import BadSignature, Signer, b62_decode, b62_encode

from openhold.workbench import configuration
from openhold.workbench.errors import LinkError, OldLinkError

LOOPBACK = "http://localhost:8420"
"""Where the pages are while the home's `web.toml` names no address: on this machine only."""

_PATH = "/n/"
_ID = re.compile(r"[a-z]-[0-9a-z]{1,40}")
_CLOCKS_APART = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Claim:
    """What a link says: the notice of this `version` is this custodian's."""

    matter: str
    hold: str
    version: int
    custodian: str


@dataclass(frozen=True)
class Links:
    """What makes and opens links: the address of the pages, the home's key, and how long a link lasts."""

    base: str
    key: str
    lasts: timedelta

    @classmethod
    def of(cls, home: Path) -> "Links":
        """Return those of a home, which gets its key where it had none."""
        configuration.make_key(home)
        return cls.configured(configuration.read(home), configuration.key(home))

    @classmethod
    def configured(cls, said: configuration.Configuration, key: str) -> "Links":
        """Return those of a home whose configuration and key were read before."""
        return cls(base=said.address or LOOPBACK, key=key, lasts=timedelta(days=said.link_days))

    def notice_link(self, claim: Claim, now: datetime) -> str:
        """Return the link to put into a mail that is written `now`: the same each time for the same second."""
        token = self._signer.sign(
            ".".join([claim.matter, claim.hold, str(claim.version), claim.custodian, b62_encode(int(now.timestamp()))])
        )
        # The slash ends it: programs that find links in a text leave out a last "-" or "_".
        return f"{self.base}{_PATH}{token}/"

    def open_link(self, token: str, now: datetime) -> Claim:
        """Return what a link says; raise OldLinkError where its time is over, LinkError where it is none of ours."""
        try:
            matter, hold, version, custodian, since = self._signer.unsign(token).split(".")
            made = datetime.fromtimestamp(b62_decode(since), UTC)
            claim = Claim(matter, hold, int(version), custodian)
        except (BadSignature, ValueError, OverflowError, OSError) as error:
            raise LinkError("This link was never made here, or a part of it is missing.") from error
        if not all(map(_ID.fullmatch, (matter, hold, custodian))) or made > now + _CLOCKS_APART:
            raise LinkError("This link says what no link of ours says.")
        if now >= made + self.lasts:
            raise OldLinkError(f"This link was to be used within {self.lasts.days} days.")
        return claim

    def form_proof(self, claim: Claim, version: int) -> str:
        """Return what a form on a custodian's page carries: that it came from there, and showed this `version`."""
        return self._forms(claim).sign(str(version))

    def shown_by(self, claim: Claim, proof: str) -> int:
        """Return the version that the form showed; raise LinkError where it did not come from that page."""
        try:
            return int(self._forms(claim).unsign(proof))
        except (BadSignature, ValueError) as error:
            raise LinkError("This form did not come from the page that the link opens.") from error

    def _forms(self, claim: Claim) -> Signer:
        salt = f"form {claim.matter} {claim.hold} {claim.custodian}"
        return Signer(key=self.key, sep=".", salt=salt, fallback_keys=[])

    @cached_property
    def _signer(self) -> Signer:
        # The salt is the purpose: nothing else that this key signs opens a notice, and no link opens anything else.
        return Signer(key=self.key, sep=".", salt="notice", fallback_keys=[])
