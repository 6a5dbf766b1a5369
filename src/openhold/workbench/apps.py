"""The application as Django knows it."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class Workbench(AppConfig):
    """Accounts and what is around them."""

    name = "openhold.workbench"
    label = "workbench"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Leave out Django's own permissions: who may do what stands in the role table."""
        post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")
