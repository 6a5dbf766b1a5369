"""The addresses of a home that has a provider."""

from openhold.web import urls

urlpatterns = [*urls.urlpatterns, *urls.providers]
handler403, handler404, handler500 = urls.handler403, urls.handler404, urls.handler500
