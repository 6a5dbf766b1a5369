"""Notices that the tests write: one as it should be, in both languages, and one with hostile values."""

from dataclasses import replace
from datetime import date

from openhold.filings.notice.fields import Contact, NoticeFields, Places, Suspension, Topic
from openhold.filings.notice.letters import LetterFields
from openhold.filings.notice.standard import standard

CONTACT = Contact(name="Maren Tolliver", email="maren.tolliver@alder.example", phone="559 555 0142")


def english() -> NoticeFields:
    words = standard("en")
    return NoticeFields(
        language="en",
        matter="Quintrell v. County of Alder",
        court="E.D. Cal.",
        number="1:25-cv-01292",
        dispute="Marisol Quintrell has sued the County about what happened in Unit C on the evening of 16 September "
        "2025. She says that nobody helped her for two hours. You worked that shift.",
        trigger="the County was served with the complaint",
        trigger_on=date(2026, 2, 12),
        topics=(
            Topic(what="The evening in Unit C", examples=("text messages", "calls", "photos on your own phone")),
            Topic(what="Ms. Quintrell", examples=("e-mail about her", "medical slips", "drafts of reports")),
            Topic(what="The cameras", examples=("recordings", "requests to save or delete them")),
        ),
        since=date(2025, 9, 16),
        until=date(2025, 9, 30),
        places=Places(
            sources=("shared drive of Unit C", "county mailbox"),
            devices=("county phone", "your own phone"),
            accounts=("private e-mail", "cloud backup"),
            chat=("WhatsApp group of the evening shift",),
            paper=("log book", "notes in your locker"),
        ),
        do=words.do,
        do_not=words.do_not,
        suspensions=(
            Suspension(steward="Dana Whitcomb (county IT)", what="e-mail and chat older than 90 days"),
            Suspension(steward="Luis Ferrand (facilities)", what="camera recordings older than 30 days"),
        ),
        leaving=words.leaving,
        consequences=words.consequences,
        contact=CONTACT,
        acknowledge_by=date(2026, 2, 24),
        reminders=words.reminders,
        release=words.release,
        version=2,
        written_on=date(2026, 2, 17),
        recipient="Deputy Owen Baptiste-Cole",
        sender="Maren Tolliver",
        sender_role="Deputy County Counsel",
        link="https://hold.alder.example/n/7Q4MK2XTVR90AZCHJ3NP",
    )


def spanish() -> NoticeFields:
    words = standard("es")
    return replace(
        english(),
        language="es",
        dispute="Marisol Quintrell demandó al Condado por lo que pasó en la Unidad C la noche del 16 de septiembre de "
        "2025. Dice que nadie la ayudó durante dos horas. Usted trabajó en ese turno.",
        trigger="el Condado recibió la demanda",
        topics=(
            Topic(what="La noche en la Unidad C", examples=("mensajes de texto", "llamadas", "fotos en su teléfono")),
            Topic(what="La Sra. Quintrell", examples=("correos sobre ella", "borradores de informes")),
        ),
        places=Places(
            sources=("carpeta compartida de la Unidad C",), devices=("su propio teléfono",), paper=("notas",)
        ),
        do=words.do,
        do_not=words.do_not,
        suspensions=(Suspension(steward="Dana Whitcomb (informática)", what="correos y chats de más de 90 días"),),
        leaving=words.leaving,
        consequences=words.consequences,
        reminders=words.reminders,
        release=words.release,
        sender_role="Abogada adjunta del Condado",
        recipient="Íñigo Peña",
    )


_HOSTILE = (
    "</p><script>alert(1)</script>{braces}**stars**%(x)s\r\nBcc: all@alder.example\u202e\x00 &amp; "
    "שלום עולם مرحبا 👩‍👩‍👧‍👦🏳️‍🌈 " + "W" * 300 + " <img src=x onerror=alert(2)>'\""
)


def hostile() -> NoticeFields:
    text = _HOSTILE
    return replace(
        english(),
        matter=text,
        court=text,
        number=text,
        dispute=text,
        trigger=text,
        topics=(Topic(what=text, examples=(text, "{0}")),),
        places=Places(sources=(text,), devices=(text,), accounts=(text,), chat=(text,), paper=(text,)),
        do=(text,),
        do_not=(text,),
        suspensions=(Suspension(steward=text, what=text),),
        leaving=text,
        consequences=text,
        contact=replace(CONTACT, name=text, phone=text),
        reminders=text,
        release=text,
        recipient=text,
        sender=text,
        sender_role=text,
    )


def letter_fields(fields: NoticeFields) -> LetterFields:
    """What a letter that follows the notice of `fields` says."""
    assert fields.written_on
    return LetterFields(
        language=fields.language,
        matter=fields.matter,
        version=fields.version,
        noticed_on=fields.written_on,
        written_on=date(2026, 3, 5),
        contact=fields.contact,
        recipient=fields.recipient,
        sender=fields.sender,
        sender_role=fields.sender_role,
        link=fields.link,
    )
