import email
import os
import stat
import struct
import zlib
from collections import Counter
from email import policy
from email.utils import parsedate_to_datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from openhold.cli.sample_case import SampleCase, SampleCaseError, write_sample_case

PUBLISHED = "acce8b795da99ef22f54f679e1b81fa2ae9cd3be945ead483caabe1c43a729b3"


def entries(folder: Path) -> list[tuple[bytes, os.stat_result]]:
    found = []
    for place, folders, names in os.walk(os.fsencode(folder)):
        for name in folders + names:
            path = place + b"/" + name
            found.append((path, os.lstat(path)))
    return sorted(found, key=lambda entry: entry[0])


def fingerprint(folder: Path) -> str:
    whole = sha256()
    for path, told in entries(folder):
        relative = os.path.relpath(path, os.fsencode(folder))
        content = b""
        if stat.S_ISREG(told.st_mode) and stat.S_IMODE(told.st_mode):
            content = Path(os.fsdecode(path)).read_bytes()
        elif stat.S_ISLNK(told.st_mode):
            content = os.fsencode(Path(os.fsdecode(path)).readlink())
        mode = 0 if stat.S_ISLNK(told.st_mode) else told.st_mode
        whole.update(b"%s\0%o %d %s\n" % (relative, mode, told.st_mtime_ns, sha256(content).digest()))
    return whole.hexdigest()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sample") / "case"


@pytest.fixture(scope="module")
def case(folder: Path) -> SampleCase:
    return write_sample_case(folder)


def test_the_same_seed_gives_the_published_tree_and_another_seed_another(
    case: SampleCase, folder: Path, tmp_path: Path
) -> None:
    assert fingerprint(folder) == PUBLISHED
    write_sample_case(tmp_path / "other", seed=1)
    assert fingerprint(tmp_path / "other") != PUBLISHED


def test_a_narrow_umask_changes_nothing(case: SampleCase, folder: Path, tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        write_sample_case(tmp_path / "again")
    finally:
        os.umask(before)
    assert fingerprint(tmp_path / "again") == fingerprint(folder)


def test_it_counts_what_it_wrote_and_stays_small(case: SampleCase, folder: Path) -> None:
    sizes = [told.st_size for _, told in entries(folder) if stat.S_ISREG(told.st_mode)]
    assert (case.files, case.bytes) == (len(sizes), sum(sizes))
    assert 400 <= case.files <= 1000
    assert 40 << 20 <= case.bytes <= 60 << 20
    assert max(sizes) >= 16 << 20


def test_each_custodian_has_a_folder_and_nothing_lies_outside_them(case: SampleCase, folder: Path) -> None:
    assert {custodian.folder for custodian in case.custodians} == set(folder.iterdir())
    assert all(custodian.name and custodian.role for custodian in case.custodians)
    assert (case.title, case.court) == ("Quintrell v. County of Alder", "caed")


def test_a_folder_that_holds_something_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(SampleCaseError, match="is not empty: name an empty or a new folder"):
        write_sample_case(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_file_where_the_folder_should_be_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(SampleCaseError, match=r"cannot be written to .*: name an empty folder instead\.$"):
        write_sample_case(tmp_path / "file")


def test_all_times_lie_in_the_months_of_the_dispute(case: SampleCase, folder: Path) -> None:
    january_2025, march_2026 = 1_735_689_600, 1_772_755_200
    assert all(january_2025 < told.st_mtime < march_2026 for _, told in entries(folder))


def test_every_mail_is_sound_and_as_old_as_it_says(case: SampleCase, folder: Path) -> None:
    mails = sorted(folder.rglob("*.eml"))
    assert len(mails) > 300
    for path in mails:
        mail = email.message_from_bytes(path.read_bytes(), policy=policy.default)
        assert [part.defects for part in mail.walk()] == [[] for _ in mail.walk()]
        assert parsedate_to_datetime(str(mail["Date"])).timestamp() == path.stat().st_mtime
        assert "@" in str(mail["To"])
        body = mail.get_body()
        assert body is not None
        assert len(body.get_content()) > 20


def test_the_exported_mailbox_begins_each_mail_once(case: SampleCase, folder: Path) -> None:
    lines = (folder / "calvin-strand/mail/export.mbox").read_bytes().split(b"\n")
    assert (
        sum(line.startswith(b"From ") for line in lines) == sum(line.startswith(b"Message-ID: ") for line in lines) > 20
    )


def test_the_report_that_was_mailed_is_the_report_that_was_saved_four_times(case: SampleCase, folder: Path) -> None:
    report = (folder / "lucia-marchetti/documents/Incident report C-14.docx").read_bytes()
    same = [path for path in folder.rglob("*.docx") if path.read_bytes() == report]
    assert len(same) == 4
    attached = []
    for path in folder.rglob("*.eml"):
        mail = email.message_from_bytes(path.read_bytes(), policy=policy.default)
        attached += [part.get_content() for part in mail.iter_attachments()]
    assert attached.count(report) >= 3


def test_office_files_are_archives_of_sound_xml_dated_like_the_file(case: SampleCase, folder: Path) -> None:
    papers = [path for kind in ("*.docx", "*.xlsx") for path in folder.rglob(kind) if path.stat().st_size]
    assert len(papers) > 40
    for path in papers:
        with ZipFile(path) as archive:
            assert archive.testzip() is None
            assert archive.namelist()[0] == "[Content_Types].xml"
            named = {part.get("PartName") for part in ElementTree.fromstring(archive.read("[Content_Types].xml"))}
            assert {f"/{name}" for name in archive.namelist()} >= named - {None}
            for name in archive.namelist():
                ElementTree.fromstring(archive.read(name))


def text_of(paper: Path) -> str:
    with ZipFile(BytesIO(paper.read_bytes())) as archive:
        return " ".join(archive.read(name).decode() for name in archive.namelist())


def test_roster_report_and_badge_reader_name_the_same_people(case: SampleCase, folder: Path) -> None:
    week = text_of(folder / "harriet-sund/rosters/Nights from 2025-09-15.xlsx")
    night = week[week.index("Tue 16 September 2025") : week.index("Wed 17 September 2025")]
    badges = (folder / "ravi-osterman/badge reader/2025-09-16.csv").read_text()
    report = text_of(folder / "lucia-marchetti/documents/Incident report C-14.docx")
    for name in ("Sgt. Paul Renwick", "Deputy Lucia Marchetti", "Deputy Owen Baptiste-Cole"):
        assert name in night
        assert name in badges
        assert name in report
    assert "Imogen Falk" not in night
    assert "2025-09-16T21:37:52-0700,C-14,4133,Deputy Lucia Marchetti,granted" in badges
    assert badges.splitlines()[1:] == sorted(badges.splitlines()[1:])


def test_pictures_are_sound_png(case: SampleCase, folder: Path) -> None:
    pictures = sorted(folder.rglob("*.png"))
    assert len(pictures) == 20
    for path in pictures:
        data = path.read_bytes()
        assert data[:8] == b"\x89PNG\r\n\x1a\n"
        chunks, at = {}, 8
        while at < len(data):
            (size,) = struct.unpack_from(">I", data, at)
            body = data[at + 4 : at + 8 + size]
            assert struct.unpack_from(">I", data, at + 8 + size) == (zlib.crc32(body),)
            chunks[body[:4]] = body[4:]
            at += 12 + size
        width, height = struct.unpack_from(">II", chunks[b"IHDR"])
        assert len(zlib.decompress(chunks[b"IDAT"])) == height * (width + 1)
        assert chunks[b"IEND"] == b""


def test_clips_are_sound_avi_and_no_frame_is_like_another(case: SampleCase, folder: Path) -> None:
    clips = sorted(folder.rglob("*.avi"))
    assert len(clips) == 6
    seen: Counter[bytes] = Counter()
    for path in clips:
        data = path.read_bytes()
        assert struct.unpack_from("<4sI4s", data) == (b"RIFF", len(data) - 8, b"AVI ")
        (header,) = struct.unpack_from("<I", data, 16)
        at = 20 + header
        kind, size, movie = struct.unpack_from("<4sI4s", data, at)
        assert (kind, movie) == (b"LIST", b"movi")
        index = at + 8 + size
        assert struct.unpack_from("<4sI", data, index) == (b"idx1", len(data) - index - 8)
        rows = list(struct.iter_unpack("<4sIII", data[index + 8 :]))
        assert struct.unpack_from("<I", data, 48) == (len(rows),)
        for name, _, offset, length in rows:
            assert struct.unpack_from("<4sI", data, at + 8 + offset) == (name, length)
            seen[sha256(data[at + 16 + offset : at + 16 + offset + length]).digest()] += 1
    assert len(seen) == sum(seen.values()) == 520 + 5 * 12


def test_what_a_real_disk_holds_besides_good_files_is_there(case: SampleCase, folder: Path) -> None:
    names = [path.rpartition(b"/")[2] for path, _ in entries(folder)]
    assert any(b"\n" in name for name in names)
    assert b"caf\xe9.txt" in names
    assert max(map(len, names)) == 255
    kinds = Counter(stat.S_IFMT(told.st_mode) for _, told in entries(folder))
    assert kinds[stat.S_IFLNK] == 2
    assert kinds[stat.S_IFIFO] == 1
    files = [told for _, told in entries(folder) if stat.S_ISREG(told.st_mode)]
    assert sum(told.st_size == 0 for told in files) == 1
    assert sum(stat.S_IMODE(told.st_mode) == 0 for told in files) == 1
    assert (folder / "paul-renwick/desktop/this week.xlsx").resolve().is_file()
