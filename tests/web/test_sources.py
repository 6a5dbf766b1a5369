"""Sources on the page: the list, one of them, and the forms that name and describe one."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from openhold.actions.home import Home
from openhold.jobs.asking import run_here
from openhold.jobs.work import Work
from openhold.projections.log import Log
from openhold.projections.matter import Matter
from openhold.projections.source import Source
from openhold.workbench.configuration import Configuration
from openhold.workbench.errand import Errand
from tests.actions.conftest import Watching
from tests.actions.holds.conftest import ANN, a_case
from tests.web.living import HOSTILE
from tests.web.test_pages import title, words


@pytest.fixture(autouse=True)
def offered(settings: Settings, tmp_path: Path) -> None:
    """Let the home's `web.toml` offer the test's folder."""
    settings.CONFIGURED = Configuration(folders=(str(tmp_path),))


def test_only_below_what_the_home_offers_can_a_source_be_named(
    visitor, matter: Matter, tmp_path: Path, settings: Settings
) -> None:
    client: Client = visitor("Ravi Osterman", matter.id, "IT steward").client
    at = f"/matters/{matter.id}/sources/"
    assert str(tmp_path) in words(client.get(at).content)
    (tmp_path / "link").symlink_to("/etc")
    for place in ("/etc", "/nowhere", str(tmp_path / "link"), str(tmp_path / ".." / "..")):
        refused = client.post(at + "name", {"kind": "directory", "at": place})
        assert refused.status_code == 409, place
        assert "is in no folder that is offered here" in words(refused.content)
    settings.CONFIGURED = Configuration()
    assert client.post(at + "name", {"kind": "directory", "at": str(tmp_path)}).status_code == 409
    assert "No folder is offered here" in words(client.get(at).content)
    assert not Source.objects.filter(matter=matter.id).exists()


def test_a_source_is_named_described_and_shown_with_what_covers_it(
    visitor, served: Home, matter: Matter, tmp_path: Path
) -> None:
    case = a_case(served, matter, tmp_path / "places")
    case.issue()
    client: Client = visitor("Ravi Osterman", matter.id, "IT steward").client
    at = f"/matters/{matter.id}/sources/"
    (tmp_path / "camera").mkdir()
    named = client.post(at + "name", {"kind": "directory", "at": str(tmp_path / "camera"), "custodian": ""})
    source = Source.objects.filter(matter=matter.id).latest("seq")
    assert (named.status_code, named["Location"]) == (302, f"{at}{source.id}/")
    assert "no hold covers it." in title(client.get(named["Location"]).content)
    steward = case.custodians[0]
    said = {"retention": "overwritten", "days": "30", "steward": steward.id, "learned_from": "the vendor's manual"}
    assert client.post(f"{at}{source.id}/describe", said).status_code == 302
    page = words(client.get(f"{at}{source.id}/").content)
    assert "overwritten after 30 days" in page
    assert "from the vendor's manual" in page
    assert steward.name in page
    other = Source.objects.filter(matter=matter.id).order_by("seq")[0]
    assert "covered by 1 hold." in title(client.get(f"{at}{other.id}/").content)
    listed = client.get(at)
    assert "nobody said what becomes of" in title(listed.content)
    assert "overwritten after 30 days" not in words(client.get(at + "?show=unknown").content)
    by_place = [one.id for one in client.get(at + "?sort=place").context["page"]]
    assert sorted(by_place) == sorted(Source.objects.filter(matter=matter.id).values_list("id", flat=True))
    assert by_place != [one.id for one in listed.context["page"]]


def test_what_does_not_fit_is_said_and_records_nothing(visitor, matter: Matter, tmp_path: Path) -> None:
    client: Client = visitor("Dana Whitfield", matter.id, "counsel").client
    at = f"/matters/{matter.id}/sources/"
    place = tmp_path / "<b>x\u202ey"
    place.mkdir()
    client.post(at + "name", {"kind": "directory", "at": str(place), "custodian": HOSTILE})
    source = Source.objects.get(matter=matter.id)
    before = Log.objects.get(matter=matter.id).size
    for form in ({"at": ""}, {"at": str(place / "nowhere")}, {"at": "a\0b"}, {"at": str(place), "kind": "cloud"}):
        assert client.post(at + "name", {"kind": "directory", **form}).status_code == 422
    for form in (
        {"retention": "burnt"},
        {"retention": "overwritten", "days": "soon"},
        {"retention": "none known", "days": "3"},
        {"retention": "device replaced", "on": "friday"},
        {"retention": "overwritten", "steward": "k-nobody"},
        {"retention": "overwritten", "words": "x" * 1001},
    ):
        refused = client.post(f"{at}{source.id}/describe", form)
        assert refused.status_code == 422, form
        assert "Nothing was recorded." in words(refused.content)
    assert Log.objects.get(matter=matter.id).size == before
    for address in (at, f"{at}{source.id}/"):
        page = client.get(address).content.decode()
        assert "<b>x" not in page
        assert "<script>document" not in page
        assert "\u202e" not in page


def test_a_source_is_collected_from_its_page_and_the_page_says_how_far_it_is(
    visitor, served: Home, matter: Matter, tmp_path: Path
) -> None:
    case = a_case(served, matter, tmp_path / "places")
    insider: Client = visitor("Ravi Osterman", matter.id, "IT steward").client
    source = case.sources[0].id
    page = f"/matters/{case.matter}/sources/{source}/"
    assert "Collect it now" in words(insider.get(page).content)
    asked = words(insider.post(f"{page}collect", follow=True).content)
    assert "It waits for its turn." in asked
    assert "Collect it now" not in asked
    Errand.objects.update(items=12_304, bytes=4_100_000, failed=3, tries=1)
    assert "It is being collected: 12,304 items, 4.1 MB so far; 3 could not be read." in words(
        insider.get(page).content
    )
    assert "It stops after what is under way." in words(insider.post(f"{page}stop", follow=True).content)
    Errand.objects.update(stop=False)
    run_here(Work(case.home, ANN, Watching()), "errands")
    done = words(insider.get(page).content)
    assert "Receipt number" in done
    assert "Collect it now" in done
    reviewer: Client = visitor("Rhea", case.matter, "reviewer").client
    assert "Collect it now" not in words(reviewer.get(page).content)
