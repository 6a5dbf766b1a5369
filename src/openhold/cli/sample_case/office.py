"""Office files and mail as bytes: the smallest forms that office and mail programs open."""

from base64 import b64encode
from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from io import BytesIO
from typing import NamedTuple
from xml.sax.saxutils import escape
from zipfile import ZipFile, ZipInfo

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OPEN = "http://schemas.openxmlformats.org/"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TYPES = {".docx": _WORD, ".xlsx": _SHEET + ".sheet", ".png": "image/png", ".csv": "text/csv", ".txt": "text/plain"}


class Attachment(NamedTuple):
    """One file that travels in a mail."""

    name: str
    data: bytes


def document(title: str, paragraphs: Sequence[str], when: datetime) -> bytes:
    """Return a .docx with a title and paragraphs (ECMA-376), the same bytes for the same words and time."""
    body = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in (title, *paragraphs)
    )
    main = f"{_OPEN}wordprocessingml/2006/main"
    text = f'<w:document xmlns:w="{main}"><w:body>{body}</w:body></w:document>'
    return _package(when, "word/document.xml", _WORD + ".main+xml", {"word/document.xml": text})


def sheet(name: str, rows: Sequence[Sequence[str | int]], when: datetime) -> bytes:
    """Return an .xlsx with one sheet (ECMA-376), the same bytes for the same rows and time."""
    lines = "".join(f"<row>{''.join(_cell(value) for value in row)}</row>" for row in rows)
    main = f"{_OPEN}spreadsheetml/2006/main"
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{_OPEN}officeDocument/2006/relationships">'
        f'<sheets><sheet name="{escape(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relation("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{lines}</sheetData></worksheet>',
    }
    more = f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SHEET}.worksheet+xml"/>'
    return _package(when, "xl/workbook.xml", _SHEET + ".sheet.main+xml", parts, more)


def message(
    number: int, when: datetime, sender: str, to: Sequence[str], subject: str, text: str, files: Sequence[Attachment]
) -> bytes:
    """Return one mail (RFC 5322, MIME where it has files); its lines end in a bare newline, as in a mailbox file."""
    ident = f"{when:%Y%m%d%H%M%S}.{number:04d}@mail.alder-county.example"
    head = [
        f"From: {sender}",
        f"To: {', '.join(to)}",
        f"Subject: {subject}",
        f"Date: {format_datetime(when)}",
        f"Message-ID: <{ident}>",
        "MIME-Version: 1.0",
    ]
    plain = ["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit", "", text.strip()]
    if not files:
        return "\n".join([*head, *plain, ""]).encode()
    edge = f"part-{number:04d}-{when:%Y%m%d%H%M%S}"
    lines = [*head, f'Content-Type: multipart/mixed; boundary="{edge}"', "", f"--{edge}", *plain]
    for file in files:
        kind = _TYPES["." + file.name.rpartition(".")[2]]
        lines += [f"--{edge}", f'Content-Type: {kind}; name="{file.name}"', "Content-Transfer-Encoding: base64"]
        lines += [f'Content-Disposition: attachment; filename="{file.name}"', ""]
        coded = b64encode(file.data).decode()
        lines += [coded[at : at + 76] for at in range(0, len(coded), 76)]
    return "\n".join([*lines, f"--{edge}--", ""]).encode()


def mailbox_file(mails: Sequence[tuple[datetime, str, bytes]]) -> bytes:
    """Return one mbox file (RFC 4155, ">From " quoting) of mails given as time, sender's address and bytes."""
    parts = []
    for when, address, mail in mails:
        lines = [b">" + line if line.startswith(b"From ") else line for line in mail.split(b"\n")]
        parts.append(f"From {address} {when:%a %b %d %H:%M:%S %Y}\n".encode() + b"\n".join(lines) + b"\n")
    return b"".join(parts)


def _cell(value: str | int) -> str:
    if isinstance(value, int):
        return f"<c><v>{value}</v></c>"
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def _relation(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{_OPEN}package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{_OPEN}officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>'
    )


def _package(when: datetime, main: str, main_type: str, parts: dict[str, str], more: str = "") -> bytes:
    types = (
        f'<Types xmlns="{_OPEN}package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{main}" ContentType="{main_type}"/>{more}</Types>'
    )
    whole = BytesIO()
    with ZipFile(whole, "w") as archive:
        for name, text in {
            "[Content_Types].xml": types,
            "_rels/.rels": _relation("officeDocument", main),
            **parts,
        }.items():
            entry = ZipInfo(name, (when.year, when.month, when.day, when.hour, when.minute, when.second))
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, _XML + text)
    return whole.getvalue()
