from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workbench", "0005_webhooks"),
    ]

    operations = [
        migrations.CreateModel(
            name="Errand",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("matter", models.CharField(db_index=True, max_length=64)),
                ("kind", models.CharField(max_length=16)),
                ("asked", models.JSONField()),
                ("asked_by", models.CharField(max_length=64)),
                ("asked_at", models.DateTimeField()),
                ("tries", models.IntegerField(default=0)),
                ("ended_at", models.DateTimeField(null=True)),
                ("found", models.JSONField(null=True)),
                ("items", models.BigIntegerField(null=True)),
                ("bytes", models.BigIntegerField(null=True)),
                ("failed", models.BigIntegerField(null=True)),
                ("stop", models.BooleanField(default=False)),
                ("error", models.TextField(default="")),
            ],
        ),
    ]
