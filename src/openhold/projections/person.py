"""People who act on the record."""

from django.db import models

from openhold.facts.kinds import PersonNamed
from openhold.facts.members import AccountClosed, AccountOpened, AccountReopened, OwnerNamed
from openhold.projections.noted import Noted


class Person(models.Model):
    """Who stands behind an actor id.

    `account` is the operating system's account name, or the e-mail address of whoever signs in; `name` and `email` are
    empty but for the latter, whose roles say what they may do. `owner` is true for an owner of the instance, `closed`
    for whoever cannot sign in any more.
    """

    id = models.CharField(max_length=64, primary_key=True)
    account = models.TextField()
    name = models.TextField(default="")
    email = models.TextField(default="", db_index=True)
    owner = models.BooleanField(default=False)
    closed = models.BooleanField(default=False)

    @property
    def shown(self) -> str:
        """The person as others read them: the name, or the account where there is none."""
        return self.name or self.account


def fold(noted: Noted) -> None:
    """Give the person their id, their account, or the whole instance."""
    fact = noted.fact
    if isinstance(fact, PersonNamed):
        Person.objects.create(id=fact.person, account=fact.account)
    elif isinstance(fact, AccountOpened):
        Person.objects.filter(id=fact.person).update(name=fact.name, email=fact.email)
    elif isinstance(fact, OwnerNamed):
        Person.objects.filter(id=fact.person).update(owner=True)
    elif isinstance(fact, AccountClosed | AccountReopened):
        Person.objects.filter(id=fact.person).update(closed=isinstance(fact, AccountClosed))
