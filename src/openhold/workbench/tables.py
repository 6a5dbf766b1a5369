"""Make the tables of the workbench beside those of the case, or bring them up to date."""

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone


def prepare() -> None:
    """Migrate every application of the web's settings, make the cache's table, sweep out what has run out.

    Costs little where all is there. What is still good in the cache stays: used codes, counted tries.
    """
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("clearsessions", verbosity=0)
    table = connection.ops.quote_name(str(settings.CACHES["default"]["LOCATION"]))
    with connection.cursor() as cursor:
        ran_out = connection.ops.adapt_datetimefield_value(timezone.now())
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [ran_out])  # noqa: S608 -- a name of ours
