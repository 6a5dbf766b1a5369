"""The addresses of the pages, and beside them what Django does by itself: a list view, paged, of one table's rows."""

from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.urls import path
from django.views.generic import ListView

from openhold.web.urls import urlpatterns as ours

_PAGE = Template(
    "<!doctype html><title>{{ name }}</title><p>{{ paginator.count }}</p><table>{% for row in rows %}"
    "<tr>{% for value in row %}<td>{{ value }}</td>{% endfor %}</tr>{% endfor %}</table>"
)


class Plain(ListView):
    """The rows of a table of one matter, fifty at a time, every column, nothing joined and nothing counted but rows."""

    paginate_by = 50

    def get_queryset(self) -> QuerySet[Model]:
        """Return the rows of the matter; all where they are not a matter's."""
        self.model = apps.get_model("projections", self.kwargs["table"])
        rows = self.model._default_manager.order_by("pk")
        named = {field.name for field in self.model._meta.concrete_fields}
        return rows.filter(matter=self.kwargs["of"]) if "matter" in named else rows

    def render_to_response(self, context: dict[str, Any], **_: Any) -> HttpResponse:
        """Show them in a table."""
        names = [field.attname for field in self.model._meta.concrete_fields]
        rows = [[getattr(one, name) for name in names] for one in context["object_list"]]
        values = {"name": self.kwargs["table"], "paginator": context["paginator"], "rows": rows}
        return HttpResponse(_PAGE.render(Context(values)))


def plain(request: HttpRequest, table: str, of: str) -> HttpResponse:
    """Answer with the list."""
    return Plain.as_view()(request, table=table, of=of)


urlpatterns = [*ours, path("plain/<str:table>/<str:of>/", plain)]
handler404 = "openhold.web.refusals.missing"
handler500 = "openhold.web.refusals.failed"
