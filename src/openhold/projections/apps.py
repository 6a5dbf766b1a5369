"""Tells Django of this room."""

from django.apps import AppConfig


class ProjectionsConfig(AppConfig):
    """The tables of the case."""

    name = "openhold.projections"
    default_auto_field = "django.db.models.BigAutoField"
