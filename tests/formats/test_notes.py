"""Signed notes and key lines: the published example, round trips, and everything that is refused."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import assume, given
from hypothesis import strategies as st

from openhold.formats.errors import FormatError
from openhold.formats.notes import MAX_NOTE, SigningKey, VerifierKey, check_text, open_note, split

# The example of the documentation of Go's golang.org/x/mod/sumdb/note, on which C2SP's signed notes build.
EXAMPLE_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
EXAMPLE_SIGNING_KEY = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
EXAMPLE_TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
EXAMPLE_NOTE = (
    EXAMPLE_TEXT + "\n\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXg"
    "KvqfqdngotpRZb6KE6RyyBwJnAM=\n"
).encode()

KEY = SigningKey(bytes(range(32)))
OTHER = SigningKey(bytes(range(1, 33)))
NAME = "alder/quintrell"
TEXT = f"{NAME}\n3\n{base64.b64encode(bytes(32)).decode()}\n"
NAMES = st.text(st.characters(exclude_characters="+", exclude_categories=["Cs", "Cc", "Z"]), min_size=1).filter(
    lambda name: not any(sign.isspace() for sign in name)
)
TEXTS = st.lists(st.text(st.characters(exclude_categories=["Cs"], min_codepoint=32)), min_size=1).map(
    lambda lines: "\n".join(lines) + "\n"
)


def test_the_published_example_opens():
    assert open_note(EXAMPLE_NOTE, VerifierKey.parse(EXAMPLE_KEY)) == EXAMPLE_TEXT


def test_the_published_example_is_written_byte_for_byte():
    name, key = SigningKey.parse(EXAMPLE_SIGNING_KEY)
    assert name == "PeterNeumann"
    assert key.verifier(name).text() == EXAMPLE_KEY
    assert key.text(name) == EXAMPLE_SIGNING_KEY
    assert key.sign(name, EXAMPLE_TEXT) == EXAMPLE_NOTE


@given(st.binary(min_size=32, max_size=32), NAMES, TEXTS)
def test_what_is_signed_opens_with_its_key_line(seed, name, text):
    key = SigningKey(seed)
    line = key.verifier(name).text()
    assert VerifierKey.parse(line).text() == line
    assert open_note(key.sign(name, text), VerifierKey.parse(line)) == text
    assert SigningKey.parse(key.text(name)) == (name, key)


@given(TEXTS, st.data())
def test_a_note_with_one_changed_byte_never_opens_as_another_text(text, data):
    note = KEY.sign(NAME, text)
    at = data.draw(st.integers(0, len(note) - 1))
    changed = note[:at] + data.draw(st.binary(min_size=0, max_size=2)) + note[at + 1 :]
    assume(changed != note)
    try:
        opened = open_note(changed, KEY.verifier(NAME))
    except FormatError:
        return
    # Only a signature line added at the end of the text could leave the signed text as it was.
    assert opened == text


@pytest.mark.parametrize(
    "key",
    [OTHER.verifier(NAME), KEY.verifier("alder/other"), OTHER.verifier("alder/other")],
    ids=["other key", "other name", "both"],
)
def test_another_key_or_another_name_does_not_open_it(key):
    with pytest.raises(FormatError):
        open_note(KEY.sign(NAME, TEXT), key)


def test_a_signature_by_another_key_under_our_name_and_hash_is_wrong():
    body, raw = TEXT.encode(), Ed25519PrivateKey.from_private_bytes(OTHER.seed).sign(TEXT.encode())
    forged = body + f"\n\u2014 {NAME} {base64.b64encode(KEY.verifier(NAME).hash + raw).decode()}\n".encode()
    with pytest.raises(FormatError, match="is wrong"):
        open_note(forged, KEY.verifier(NAME))


def test_a_signature_over_another_text_is_wrong():
    signature = KEY.sign(NAME, TEXT).rpartition(b"\n\n")[2]
    with pytest.raises(FormatError, match="is wrong"):
        open_note(TEXT.replace("3", "4", 1).encode() + b"\n" + signature, KEY.verifier(NAME))


def test_a_note_may_carry_signatures_of_others():
    ours, theirs = KEY.sign(NAME, TEXT), OTHER.sign("witness.example/w1", TEXT)
    note = theirs + ours.rpartition(b"\n\n")[2]
    assert open_note(note, KEY.verifier(NAME)) == TEXT
    assert open_note(note, OTHER.verifier("witness.example/w1")) == TEXT
    assert [name for name, _ in split(note)[1]] == ["witness.example/w1", NAME]


def test_a_text_with_blank_lines_ends_at_the_last_one():
    text = "a\n\nb\n\n\n"
    assert open_note(KEY.sign(NAME, text), KEY.verifier(NAME)) == text


GOOD = KEY.sign(NAME, TEXT).decode().splitlines()[-1]
MALFORMED = {
    "empty": "",
    "no signature": TEXT,
    "no signature after the blank line": TEXT + "\n",
    "no blank line": TEXT + GOOD + "\n",
    "no newline at the end": TEXT + "\n" + GOOD,
    "two newlines at the end": TEXT + "\n" + GOOD + "\n\n",
    "hyphen for the dash": TEXT + "\n" + GOOD.replace("\u2014", "-") + "\n",
    "two spaces": TEXT + "\n" + GOOD.replace("\u2014 ", "\u2014  ") + "\n",
    "space at the end": TEXT + "\n" + GOOD + " \n",
    "no name": TEXT + f"\n\u2014 {GOOD.split()[2]}\n",
    "name with a plus": TEXT + f"\n\u2014 a+b {GOOD.split()[2]}\n",
    "name with a control sign": TEXT + f"\n\u2014 a\x01b {GOOD.split()[2]}\n{GOOD}\n",
    "no signature bytes": TEXT + f"\n\u2014 {NAME} {GOOD.split()[2][:5]}==\n",
    "carriage returns": (TEXT + "\n" + GOOD + "\n").replace("\n", "\r\n"),
    "control sign in the text": "a\x00b\n\n" + GOOD + "\n",
    "tab in the text": "a\tb\n\n" + GOOD + "\n",
    "a stray line among the signatures": TEXT + "\n" + GOOD + "\nand so on\n",
}


@pytest.mark.parametrize("name", MALFORMED)
def test_what_is_not_a_signed_note_is_refused(name):
    with pytest.raises(FormatError):
        split(MALFORMED[name].encode())


def test_a_note_that_is_not_utf8_or_too_long_is_refused():
    with pytest.raises(FormatError):
        split(KEY.sign(NAME, TEXT) + b"\xff\n")
    longest = "a" * (MAX_NOTE - len(KEY.sign(NAME, "\n"))) + "\n"
    assert open_note(KEY.sign(NAME, longest), KEY.verifier(NAME)) == longest
    with pytest.raises(FormatError):
        split(KEY.sign(NAME, "a" + longest))


def other_spellings(text: str) -> list[str]:
    """Spell the same bytes otherwise: bits that padding ignores, white space, no padding, the other alphabet."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    body = text.rstrip("=")
    spellings = [text[:8] + "\n" + text[8:], text + "\n", body, text + "=", text.replace("/", "_").replace("+", "-")]
    if body != text:
        spellings.append(body[:-1] + alphabet[alphabet.index(body[-1]) + 1] + "=" * (len(text) - len(body)))
    return [spelling for spelling in spellings if spelling != text]


def test_another_base64_spelling_of_a_signature_is_refused():
    signature = EXAMPLE_NOTE.decode().split()[-1]
    spellings = other_spellings(signature)
    assert any(base64.b64decode(spelling + "==") == base64.b64decode(signature) for spelling in spellings)
    for spelling in spellings:
        with pytest.raises(FormatError):
            open_note(EXAMPLE_NOTE.replace(signature.encode(), spelling.encode()), VerifierKey.parse(EXAMPLE_KEY))


@pytest.mark.parametrize(
    "line",
    [
        "",
        "PeterNeumann",
        "PeterNeumann+c74f20a3",
        EXAMPLE_KEY.replace("c74f20a3", "c74f20a4"),
        EXAMPLE_KEY.replace("c74f20a3", "C74F20A3"),
        EXAMPLE_KEY.replace("PeterNeumann", "PeterNeuman"),
        EXAMPLE_KEY.replace("PeterNeumann", "Peter Neumann"),
        EXAMPLE_KEY.replace("PeterNeumann", ""),
        EXAMPLE_KEY[:-1],
        EXAMPLE_KEY[:-4],
        EXAMPLE_KEY + "=",
        EXAMPLE_KEY.replace("ARpc", "AhpC"),
        EXAMPLE_SIGNING_KEY,
        "\udcff+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "a\x01b+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    ],
)
def test_a_line_that_is_no_verifier_key_is_refused(line):
    with pytest.raises(FormatError):
        VerifierKey.parse(line)


@pytest.mark.parametrize(
    "text",
    [
        "",
        EXAMPLE_KEY,
        EXAMPLE_SIGNING_KEY.replace("c74f20a3", "c74f20a4"),
        EXAMPLE_SIGNING_KEY.replace("PeterNeumann", "Peter Neumann"),
        EXAMPLE_SIGNING_KEY.replace("PRIVATE", "private"),
        EXAMPLE_SIGNING_KEY[:-4],
    ],
)
def test_a_text_that_is_no_signing_key_is_refused(text):
    with pytest.raises(FormatError):
        SigningKey.parse(text)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\nb", "a\u00a0b", "a\x01b", "\ud800"])
def test_a_name_that_no_line_could_carry_is_refused(name):
    with pytest.raises(FormatError):
        KEY.sign(name, TEXT)
    with pytest.raises(FormatError):
        KEY.verifier(name)


@pytest.mark.parametrize("text", ["", "no newline", "tab\t\n", "\x00\n", "\r\n", "\ud800\n"])
def test_a_text_that_no_note_could_carry_is_refused(text):
    with pytest.raises(FormatError):
        check_text(text)
    with pytest.raises(FormatError):
        KEY.sign(NAME, text)


def test_a_secret_does_not_show_when_a_key_is_printed():
    assert KEY.seed.hex() not in repr(KEY)
    assert repr(KEY.seed) not in repr(KEY)
