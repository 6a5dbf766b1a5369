from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workbench", "0005_webhooks"),
    ]

    operations = [
        migrations.CreateModel(
            name="Rereading",
            fields=[
                ("matter", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("asked_by", models.CharField(max_length=64)),
                ("asked_at", models.DateTimeField()),
                ("error", models.TextField(default="")),
            ],
        ),
    ]
