"""How the instance is set up, help, and the ways from page to page."""

import re
from collections.abc import Iterator, Sequence
from html import unescape

from django.test import Client
from django.urls import URLPattern, URLResolver
from pytest_django import Settings

from openhold.actions.home import Home
from openhold.projections.matter import Matter
from openhold.web import tabs
from openhold.web.urls import urlpatterns
from openhold.workbench.configuration import Configuration, read


def _page(client: Client, path: str) -> str:
    return unescape(client.get(path).content.decode())


def test_settings_say_how_the_instance_stands_and_what_to_write(insider: Client, served: Home, settings: Settings):
    settings.CONFIGURED = Configuration()
    page = _page(insider, "/settings/")
    assert "The pages run as web.toml says." in page
    assert str(served.folder / "web.toml") in page
    assert "Nothing leaves by mail." in page
    assert str(served.folder / "outbox") in page
    assert "Everybody may set one up." in page
    assert 'second_factor = "required"' in page
    (served.folder / "web.toml").write_text('second_factor = "required"\nfolders = ["/srv/evidence"]\n')
    assert "which is not in force yet" in _page(insider, "/settings/")
    settings.CONFIGURED = read(served.folder)
    # Whoever set no second factor up sees nothing now, so what is asked here is the page of what runs.
    settings.CONFIGURED = Configuration(folders=settings.CONFIGURED.folders, link_days=9)
    page = _page(insider, "/settings/")
    assert "/srv/evidence" in page
    assert "can answer by them for 9 days" in page


def test_settings_say_what_is_wrong_with_the_file(insider: Client, served: Home, settings: Settings):
    settings.CONFIGURED = Configuration()
    (served.folder / "web.toml").write_text("colour = 'green'\n")
    page = _page(insider, "/settings/")
    assert "web.toml cannot be read as it is now." in page
    assert "'colour' is not known" in page


def test_help_leads_to_the_first_step_and_says_the_words(insider: Client):
    page = _page(insider, "/help/")
    assert '<a href="/matters/new/">' in page
    for word in ("matter", "trigger", "hold", "custodian", "notice", "steward", "source", "release", "disposition"):
        assert f"<dt>{word}</dt>" in page


def test_every_page_of_a_matter_is_marked_in_its_menu(insider: Client, matter: Matter):
    base = f"/matters/{matter.id}/"
    menu = _page(insider, base).partition('<nav aria-label="This matter">')[2].partition("</nav>")[0]
    paths = re.findall(rf'href="{base}([a-z]*/?)"', menu)
    assert len(paths) == 9
    for path in paths:
        page = _page(insider, base + path)
        marked = re.findall(r'<a href="[^"]*" aria-current="page">([^<]*)</a>', page)
        assert marked == [marked[0]] * 2, path
        assert f"<summary>{marked[0]} " in page
    for path, under in (("parties/", "Case"), ("triggers/", "Case"), ("custodians/add/", "Custodians")):
        page = _page(insider, base + path)
        assert re.findall(r'aria-current="true">([^<]*)</a>', page) == [under, under]


def test_the_menu_knows_only_addresses_that_there_are():
    assert {name for _, first, _, under in tabs._TABS for name in (first, *under)} <= set(_names(urlpatterns))


def _names(patterns: Sequence[URLPattern | URLResolver]) -> Iterator[str | None]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _names(one.url_patterns)
        else:
            yield one.name
