from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Audit",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "log", "seq", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("log", models.CharField(max_length=64)),
                ("seq", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("scope", models.CharField(max_length=64)),
                ("sample", models.CharField(max_length=64)),
                ("checked", models.BigIntegerField()),
                ("bytes", models.BigIntegerField()),
                ("findings", models.BigIntegerField()),
                ("codes", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="Collection",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "matter", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("matter", models.CharField(max_length=64)),
                ("id", models.CharField(max_length=64)),
                ("unit", models.CharField(db_index=True, max_length=64)),
                ("source", models.CharField(max_length=64)),
                ("seq", models.BigIntegerField()),
                ("sealed_at", models.DateTimeField()),
                ("lines", models.BigIntegerField()),
                ("stored", models.BigIntegerField()),
                ("duplicate", models.BigIntegerField()),
                ("excluded", models.BigIntegerField()),
                ("failed", models.BigIntegerField()),
                ("bytes", models.BigIntegerField()),
                ("read", models.BigIntegerField()),
                ("carried", models.BigIntegerField()),
                ("new_items", models.BigIntegerField()),
                ("new_bytes", models.BigIntegerField()),
                ("root", models.CharField(max_length=64)),
                ("manifest_sha256", models.CharField(max_length=64)),
                ("disposed", models.BigIntegerField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Cover",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "matter", "hold", "what", "which", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("matter", models.CharField(max_length=64)),
                ("hold", models.CharField(max_length=64)),
                ("what", models.CharField(max_length=16)),
                ("which", models.CharField(db_index=True, max_length=64)),
                ("name", models.TextField(db_index=True)),
                ("silent", models.BooleanField()),
                ("version", models.IntegerField()),
                ("released_at", models.DateTimeField(null=True)),
                ("released_by", models.CharField(max_length=64, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Custodian",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "matter", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("matter", models.CharField(max_length=64)),
                ("id", models.CharField(max_length=64)),
                ("name", models.TextField()),
                ("email", models.TextField(null=True)),
                ("language", models.CharField(max_length=8)),
                ("title", models.TextField(null=True)),
                ("place", models.TextField(null=True)),
                ("manager", models.CharField(max_length=64, null=True)),
                ("external", models.TextField(null=True)),
                ("left", models.DateField(null=True)),
                ("alarm", models.TextField()),
                ("seq", models.BigIntegerField()),
                ("said", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Disclosure",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "matter", "seq", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("matter", models.CharField(max_length=64)),
                ("seq", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("bag", models.TextField()),
                ("size", models.BigIntegerField()),
                ("items", models.BigIntegerField()),
                ("withheld_facts", models.BigIntegerField()),
                ("withheld_items", models.BigIntegerField()),
                ("tagmanifest_sha256", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Disposition",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "matter", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("matter", models.CharField(max_length=64)),
                ("id", models.CharField(max_length=64)),
                ("unit", models.CharField(db_index=True, max_length=64)),
                ("why", models.TextField()),
                ("state", models.CharField(max_length=16)),
                ("proposed_by", models.CharField(max_length=64)),
                ("proposed_at", models.DateTimeField()),
                ("seq", models.BigIntegerField()),
                ("approved_by", models.CharField(max_length=64, null=True)),
                ("approved_at", models.DateTimeField(null=True)),
                ("begun_at", models.DateTimeField(null=True)),
                ("disposed_by", models.CharField(max_length=64, null=True)),
                ("disposed_at", models.DateTimeField(null=True)),
                ("disposed_seq", models.BigIntegerField(null=True)),
                ("items", models.BigIntegerField(null=True)),
                ("bytes", models.BigIntegerField(null=True)),
                ("manifests", models.JSONField()),
                ("released", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="Duty",
            fields=[
                ("matter", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("trigger", models.CharField(max_length=64)),
                ("on", models.DateField()),
                ("words", models.TextField(null=True)),
                ("seq", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("said_by", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "matter", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("matter", models.CharField(max_length=64)),
                ("id", models.CharField(max_length=64)),
                ("title", models.TextField()),
                ("newest", models.IntegerField()),
                ("in_force", models.IntegerField()),
                ("issued_at", models.DateTimeField(null=True)),
                ("released_at", models.DateTimeField(null=True)),
                ("seq", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="HoldVersion",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "matter", "hold", "version", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("matter", models.CharField(max_length=64)),
                ("hold", models.CharField(max_length=64)),
                ("version", models.IntegerField()),
                ("state", models.CharField(db_index=True, max_length=16)),
                ("title", models.TextField()),
                ("why", models.TextField(null=True)),
                ("scope_from", models.DateField(null=True)),
                ("scope_to", models.DateField(null=True)),
                ("topics", models.JSONField()),
                ("sources", models.JSONField()),
                ("custodians", models.JSONField()),
                ("names", models.JSONField()),
                ("silent", models.JSONField()),
                ("tasks", models.JSONField()),
                ("acknowledge_by", models.DateField()),
                ("proposed_by", models.CharField(max_length=64)),
                ("proposed_at", models.DateTimeField()),
                ("seq", models.BigIntegerField()),
                ("approved_by", models.CharField(max_length=64, null=True)),
                ("approved_at", models.DateTimeField(null=True)),
                ("saw", models.CharField(max_length=64, null=True)),
                ("returned_by", models.CharField(max_length=64, null=True)),
                ("returned_why", models.TextField(null=True)),
                ("issued_by", models.CharField(max_length=64, null=True)),
                ("issued_at", models.DateTimeField(null=True)),
                ("issued_seq", models.BigIntegerField(null=True)),
                ("gone", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="Interruption",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "matter", "seq", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("matter", models.CharField(max_length=64)),
                ("seq", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("unit", models.CharField(db_index=True, max_length=64)),
                ("items", models.BigIntegerField()),
                ("bytes", models.BigIntegerField()),
                ("disposed", models.BigIntegerField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Log",
            fields=[
                ("matter", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("size", models.BigIntegerField(default=0)),
                ("signed", models.BinaryField(default=b"")),
            ],
        ),
        migrations.CreateModel(
            name="LogRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "matter", "seq", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("matter", models.CharField(max_length=64)),
                ("seq", models.BigIntegerField()),
                ("packed", models.BinaryField()),
                ("erased", models.TextField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="LossReport",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "matter", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("matter", models.CharField(max_length=64)),
                ("id", models.CharField(max_length=64)),
                ("hold", models.CharField(max_length=64)),
                ("custodian", models.CharField(max_length=64)),
                ("text", models.TextField()),
                ("at", models.DateTimeField()),
                ("seq", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Matter",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("title", models.TextField()),
                ("court", models.TextField(null=True)),
                ("number", models.TextField(null=True)),
                ("opened_at", models.DateTimeField()),
                ("opened_by", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "matter", "person", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("matter", models.CharField(max_length=64)),
                ("person", models.CharField(db_index=True, max_length=64)),
                ("role", models.CharField(max_length=32)),
                ("since", models.DateTimeField()),
                ("by", models.CharField(max_length=64)),
                ("seq", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "matter",
                        "hold",
                        "version",
                        "custodian",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("matter", models.CharField(max_length=64)),
                ("hold", models.CharField(max_length=64)),
                ("version", models.IntegerField()),
                ("custodian", models.CharField(db_index=True, max_length=64)),
                ("asked_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("last_at", models.DateTimeField(null=True)),
                ("last_way", models.CharField(max_length=16)),
                ("last_to", models.TextField(null=True)),
                ("reminders", models.IntegerField()),
                ("bounced_why", models.TextField()),
                ("acknowledged_at", models.DateTimeField(null=True)),
                ("acknowledged_way", models.CharField(max_length=16)),
                ("evidence", models.CharField(max_length=64, null=True)),
                ("acknowledged_seq", models.BigIntegerField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="NoticeText",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "matter",
                        "hold",
                        "version",
                        "language",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("matter", models.CharField(max_length=64)),
                ("hold", models.CharField(max_length=64)),
                ("version", models.IntegerField()),
                ("language", models.CharField(max_length=16)),
                ("subject", models.TextField()),
                ("text", models.TextField()),
                ("fields", models.TextField(null=True)),
                ("written_by", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("seq", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="PaperValue",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "matter", "paper", "field", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("matter", models.CharField(max_length=64)),
                ("paper", models.CharField(max_length=64)),
                ("field", models.CharField(max_length=255)),
                ("name", models.TextField()),
                ("value", models.TextField(null=True)),
                ("read", models.TextField(null=True)),
                ("quote", models.TextField(null=True)),
                ("page", models.IntegerField(null=True)),
                ("line", models.IntegerField(null=True)),
                ("seq", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("said_by", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Party",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "matter", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("matter", models.CharField(max_length=64)),
                ("id", models.CharField(max_length=64)),
                ("is_counsel", models.BooleanField()),
                ("name", models.TextField()),
                ("firm", models.TextField(null=True)),
                ("side", models.CharField(max_length=32)),
                ("withdrawn", models.TextField(null=True)),
                ("seq", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("said_by", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("account", models.TextField()),
                ("name", models.TextField(default="")),
                ("email", models.TextField(db_index=True, default="")),
                ("owner", models.BooleanField(default=False)),
                ("closed", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "matter", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("matter", models.CharField(max_length=64)),
                ("id", models.CharField(max_length=64)),
                ("hold", models.CharField(max_length=64)),
                ("version", models.IntegerField()),
                ("custodian", models.CharField(max_length=64)),
                ("text", models.TextField()),
                ("asked_at", models.DateTimeField()),
                ("seq", models.BigIntegerField()),
                ("answer", models.TextField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by", models.CharField(max_length=64, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Questionnaire",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "matter", "hold", "custodian", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("matter", models.CharField(max_length=64)),
                ("hold", models.CharField(max_length=64)),
                ("custodian", models.CharField(max_length=64)),
                ("version", models.IntegerField()),
                ("devices", models.TextField(null=True)),
                ("accounts", models.TextField(null=True)),
                ("chat", models.TextField(null=True)),
                ("paper", models.TextField(null=True)),
                ("others", models.TextField(null=True)),
                ("at", models.DateTimeField()),
                ("seq", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Release",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "matter", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("matter", models.CharField(max_length=64)),
                ("id", models.CharField(max_length=64)),
                ("hold", models.CharField(db_index=True, max_length=64)),
                ("what", models.CharField(max_length=16)),
                ("which", models.CharField(max_length=64, null=True)),
                ("why", models.TextField()),
                ("state", models.CharField(max_length=16)),
                ("proposed_by", models.CharField(max_length=64)),
                ("proposed_at", models.DateTimeField()),
                ("seq", models.BigIntegerField()),
                ("approved_by", models.CharField(max_length=64, null=True)),
                ("approved_at", models.DateTimeField(null=True)),
                ("preview", models.CharField(max_length=64, null=True)),
                ("units", models.JSONField()),
                ("returned_by", models.CharField(max_length=64, null=True)),
                ("returned_why", models.TextField(null=True)),
                ("released_seq", models.BigIntegerField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Sending",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "matter", "seq", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("matter", models.CharField(max_length=64)),
                ("seq", models.BigIntegerField()),
                ("hold", models.CharField(max_length=64)),
                ("version", models.IntegerField()),
                ("custodian", models.CharField(max_length=64)),
                ("sending", models.CharField(max_length=16)),
                ("way", models.CharField(max_length=16)),
                ("to", models.TextField(null=True)),
                ("message_sha256", models.CharField(db_index=True, max_length=64)),
                ("at", models.DateTimeField()),
                ("bounced_at", models.DateTimeField(null=True)),
                ("bounced_why", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="Side",
            fields=[
                ("matter", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("side", models.CharField(max_length=32)),
                ("seq", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "matter", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("matter", models.CharField(max_length=64)),
                ("id", models.CharField(max_length=64)),
                ("kind", models.CharField(max_length=64)),
                ("at", models.TextField(null=True)),
                ("at_b64", models.TextField(null=True)),
                ("custodian", models.TextField(null=True)),
                ("unit", models.CharField(db_index=True, max_length=64)),
                ("excludes", models.JSONField()),
                ("seq", models.BigIntegerField()),
                ("steward", models.CharField(max_length=64, null=True)),
                ("retention", models.CharField(default="unknown", max_length=64)),
                ("days", models.BigIntegerField(null=True)),
                ("on", models.DateField(null=True)),
                ("words", models.TextField(default="")),
                ("learned_from", models.TextField(null=True)),
                ("described", models.BigIntegerField(null=True)),
                ("disposed", models.BigIntegerField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "matter", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("matter", models.CharField(max_length=64)),
                ("id", models.CharField(max_length=64)),
                ("hold", models.CharField(max_length=64, null=True)),
                ("source", models.CharField(max_length=64, null=True)),
                ("steward", models.CharField(max_length=64)),
                ("what", models.TextField()),
                ("due", models.DateField()),
                ("given_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                ("done_by", models.TextField(null=True)),
                ("proof", models.TextField(null=True)),
                ("proof_sha256", models.CharField(max_length=64, null=True)),
                ("reopened", models.TextField(null=True)),
                ("seq", models.BigIntegerField()),
                ("said", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Thing",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "matter", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("matter", models.CharField(max_length=64)),
                ("id", models.CharField(max_length=64)),
                ("what", models.TextField()),
                ("mark", models.TextField()),
                ("holder", models.TextField()),
                ("since", models.DateTimeField()),
                ("place", models.TextField()),
                ("placed_at", models.DateTimeField()),
                ("seq", models.BigIntegerField()),
                ("said", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="ThingEvent",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "matter", "seq", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("matter", models.CharField(max_length=64)),
                ("seq", models.BigIntegerField()),
                ("thing", models.CharField(db_index=True, max_length=64)),
                ("kind", models.CharField(max_length=16)),
                ("at", models.DateTimeField()),
                ("by", models.TextField()),
                ("to", models.TextField(default="")),
                ("why", models.TextField(default="")),
                ("place", models.TextField(null=True)),
                ("condition", models.TextField(null=True)),
                ("seal", models.TextField(null=True)),
                ("before", models.TextField(null=True)),
                ("state", models.CharField(max_length=16, null=True)),
                ("photographs", models.JSONField(default=list)),
                ("noted_by", models.CharField(max_length=64)),
                ("noted_at", models.DateTimeField()),
                ("handover", models.CharField(db_index=True, default="", max_length=64)),
                ("giver_said", models.CharField(default="", max_length=16)),
                ("giver_at", models.DateTimeField(null=True)),
                ("giver_way", models.CharField(default="", max_length=16)),
                ("giver_evidence", models.CharField(max_length=64, null=True)),
                ("giver_why", models.TextField(default="")),
                ("giver_seq", models.BigIntegerField(null=True)),
                ("taker_said", models.CharField(default="", max_length=16)),
                ("taker_at", models.DateTimeField(null=True)),
                ("taker_way", models.CharField(default="", max_length=16)),
                ("taker_evidence", models.CharField(max_length=64, null=True)),
                ("taker_why", models.TextField(default="")),
                ("taker_seq", models.BigIntegerField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Trigger",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "matter", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("matter", models.CharField(max_length=64)),
                ("id", models.CharField(max_length=64)),
                ("what", models.TextField()),
                ("on", models.DateField()),
                ("learned_by", models.TextField()),
                ("learned_how", models.TextField()),
                ("learned_on", models.DateField()),
                ("evidence", models.TextField(null=True)),
                ("withdrawn", models.TextField(null=True)),
                ("seq", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("said_by", models.CharField(max_length=64)),
            ],
        ),
    ]
