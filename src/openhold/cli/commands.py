"""Every command by its name."""

from cyclopts import App, Parameter

import openhold
from openhold.cli.deeds import (
    checking,
    collecting,
    custodians,
    deadlines,
    demo,
    disposing,
    handing,
    handovers,
    holds,
    importing,
    instance,
    items,
    jobs,
    listening,
    matters,
    members,
    orders,
    reading,
    releasing,
    reports,
    serving,
    sources,
    tasks,
    telling,
    things,
    today,
    tokens,
    triggers,
    webhooks,
)

app = App(
    name="openhold",
    help="Keep evidence from being lost, prove it, and hand it over so that a stranger can check it.\n\n"
    "Every command knows --home DIR (default: $OPENHOLD_HOME, else ~/.openhold), --json (one JSON document, "
    "nothing else) and --debug.",
    version=openhold.__version__,
    help_flags=["--help", "-h"],
    version_flags=["--version"],
    default_parameter=Parameter(show_default=False),
    suppress_keyboard_interrupt=False,
)
matter = App(name="matter", help="Open a matter, list them, show one.")
source = App(name="source", help="Name where evidence lives.")
webhook = App(name="webhook", help="Have other programs told what is recorded.")
token = App(name="token", help="Let programs act for somebody who signs in, and stop them.")
member = App(name="member", help="Say who sees a matter, and as what.")
custodian = App(name="custodian", help="Name the people who have evidence; take them from a directory; note who left.")
trigger = App(name="trigger", help="Note what started the duty to preserve, and confirm the day.")
order = App(name="order", help="Note protective orders, and designate what is kept under their levels.")
task = App(name="task", help="Give stewards what they have to do, and note it done.")
thing = App(name="thing", help="Look after physical things and paper: who has each, its seal, its chain of custody.")
hold = App(name="hold", help="Stop deletion: propose a hold, approve and issue it, see who has answered, release it.")
job = App(name="job", help="See what goes on by itself beside the pages; run it now, pause it, let it go on.")
report = App(name="report", help="Tell what the record holds on a day: as words, a table to save, or a PDF.")
item = App(name="item", help="List what is kept; give one item back.")

app.command(instance.init)
app.command(reading.read)
app.command(deadlines.deadline)
app.command(today.today)
app.command(matter)
matter.command(matters.open_, name="open")
matter.command(matters.list_, name="list")
matter.command(matters.show)
matter.command(jobs.calendar)
app.command(source)
source.command(sources.add)
source.command(sources.list_, name="list")
source.command(sources.describe)
app.command(custodian)
custodian.command(custodians.add)
custodian.command(importing.import_, name="import")
custodian.command(importing.check)
custodian.command(custodians.list_, name="list")
custodian.command(custodians.change)
custodian.command(custodians.left)
custodian.command(custodians.settle)
app.command(order)
order.command(orders.note)
order.command(orders.amend)
order.command(orders.lift)
order.command(orders.list_, name="list")
order.command(orders.designate)
order.command(orders.withdraw)
app.command(trigger)
trigger.command(triggers.add)
trigger.command(triggers.list_, name="list")
trigger.command(triggers.confirm)
trigger.command(triggers.withdraw)
app.command(task)
task.command(tasks.give)
task.command(tasks.list_, name="list")
task.command(tasks.done)
task.command(tasks.reopen)
app.command(thing)
thing.command(things.add)
thing.command(things.list_, name="list")
thing.command(things.show)
thing.command(things.seen)
thing.command(things.reseal)
thing.command(handovers.hand_over, name="hand-over")
thing.command(handovers.confirm)
thing.command(handovers.dispute)
thing.command(handovers.sheet)
thing.command(handovers.label)
app.command(hold)
hold.command(holds.propose)
hold.command(holds.list_, name="list")
hold.command(holds.show)
hold.command(holds.approve)
hold.command(holds.return_, name="return")
hold.command(holds.issue)
hold.command(telling.send)
hold.command(telling.remind)
hold.command(jobs.coming)
hold.command(telling.handed_over, name="handed-over")
hold.command(telling.acknowledge)
hold.command(listening.said)
hold.command(listening.answer)
hold.command(releasing.release)
app.command(collecting.collect)
app.command(job)
job.command(jobs.list_, name="list")
job.command(jobs.run)
job.command(jobs.pause)
job.command(jobs.resume)
app.command(item)
item.command(items.list_, name="list")
item.command(items.get)
app.command(report)
report.command(reports.acknowledgement)
report.command(reports.history)
report.command(reports.not_on, name="not-on")
report.command(reports.stale)
report.command(reports.custodian)
report.command(reports.tasks)
app.command(checking.audit)
app.command(checking.fsck)
app.command(disposing.dispose)
app.command(handing.receipt)
app.command(handing.disclose)
app.command(handing.verify)
app.command(instance.rebuild)
app.command(instance.migrate)
app.command(serving.serve)
app.command(serving.invite)
app.command(webhook)
webhook.command(webhooks.add)
webhook.command(webhooks.list_, name="list")
webhook.command(webhooks.resume)
webhook.command(webhooks.remove)
webhook.command(webhooks.deliver)
app.command(token)
token.command(tokens.make)
token.command(tokens.list_, name="list")
token.command(tokens.revoke)
app.command(member)
member.command(members.add)
member.command(members.list_, name="list")
member.command(members.remove)
app.command(demo.demo)
app.register_install_completion_command()
