"""Every address of the door. Whatever names a `matter` is there for its members alone: the door sees to it."""

from allauth.account import views as account
from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, re_path

from openhold.web import (
    accounts,
    changes,
    custodians,
    delivery,
    drafts,
    holds,
    imports,
    jobs,
    noting,
    opening,
    pages,
    parties,
    people,
    portal,
    previews,
    releases,
    reports,
    saving,
    tasks,
    timeline,
    tokens,
    triggers,
)

hold: list[URLPattern | URLResolver] = [
    path("", holds.hold, name="hold"),
    path("answers.<slug:form>", saving.answers, name="answers-file"),
    path("acknowledge", holds.acknowledge, name="acknowledge"),
    path("answer", holds.answer, name="answer-question"),
    path("send", delivery.send, name="send-now"),
    path("reminders/pause", delivery.pause, name="pause-reminders"),
    path("reminders/resume", delivery.resume, name="resume-reminders"),
    path("versions/<int:version>/", holds.version, name="hold-version"),
    path("amend/", drafts.amend, name="amend-hold"),
    path("versions/<int:version>/preview/", previews.of_version, name="version-preview"),
    path("versions/<int:version>/preview/as-sent", previews.version_as_sent, name="version-as-sent"),
    path("versions/<int:version>/approve", holds.approve, name="approve-version"),
    path("versions/<int:version>/return", holds.send_back, name="return-version"),
    path("versions/<int:version>/issue", holds.issue, name="issue-version"),
    path("release/", releases.preview, name="hold-release"),
    path("release/propose", releases.propose, name="propose-release"),
    path("release/<slug:release>/approve", releases.approve, name="approve-release"),
    path("release/<slug:release>/return", releases.send_back, name="return-release"),
]
"""What stands under the address of one hold."""
report: list[URLPattern | URLResolver] = [
    path("", reports.of_matter, name="matter-reports"),
    path("<slug:report>/", reports.matter_one, name="report-of"),
    path("<slug:report>.<slug:form>", reports.matter_file, name="report-of-file"),
    path("<slug:report>/<slug:which>/", reports.about_one, name="report-about"),
    path("<slug:report>/<slug:which>.<slug:form>", reports.about_file, name="report-about-file"),
]
"""What stands under the address of a matter's reports."""
urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.front, name="front"),
    path("matters.<slug:form>", saving.matters, name="matters-file"),
    path("reports/", reports.across, name="reports"),
    path("reports/<slug:report>/", reports.across_one, name="report"),
    path("reports/<slug:report>.<slug:form>", reports.across_file, name="report-file"),
    path("style.css", pages.style, name="style"),
    # By its name: one door imports nothing of another.
    path("api/v1/", include("openhold.api.urls")),
    path("scripts/<str:name>", accounts.script, name="script"),
    path("invited/<str:token>/", accounts.invited, name="invited"),
    path("n/style.css", portal.style, name="notice-style"),
    re_path(r"^n/(?P<token>(?s:.*))\Z", portal.notice, name="notice"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/<int:account>/close", accounts.close, name="close-account"),
    path("jobs/", jobs.jobs, name="jobs"),
    path("jobs/<slug:job>/<str:deed>", jobs.change, name="change-job"),
    path("account/", accounts.own, name="own"),
    path("account/sessions/<int:session>/end", accounts.end_session, name="end-session"),
    path("account/tokens/", tokens.own, name="tokens"),
    path("account/tokens/new", tokens.new, name="new-token"),
    path("account/tokens/<int:token>/revoke", tokens.revoke, name="revoke-token"),
    path("account/login/", account.login, name="account_login"),
    path("account/logout/", account.logout, name="account_logout"),
    path("account/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("account/inactive/", account.account_inactive, name="account_inactive"),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("matters/new/", opening.new, name="open-matter"),
    path("matters/new/open", opening.by_hand, name="open-by-hand"),
    path("matters/new/paper", opening.read, name="open-read"),
    path("matters/new/from-paper", opening.from_paper, name="open-from-paper"),
    path("matters/<slug:matter>/", pages.matter, name="matter"),
    path("matters/<slug:matter>/receipt", pages.receipt, name="receipt"),
    path("matters/<slug:matter>/receipt.json", pages.receipt_file, name="receipt-file"),
    path("matters/<slug:matter>/item", pages.item, name="item"),
    path("matters/<slug:matter>/people/", people.people, name="people"),
    path("matters/<slug:matter>/people/add", people.add, name="add-member"),
    path("matters/<slug:matter>/people/<slug:person>/role", people.change_role, name="change-role"),
    path("matters/<slug:matter>/people/<slug:person>/remove", people.remove, name="remove-member"),
    path("matters/<slug:matter>/papers/", noting.listed, name="papers"),
    path("matters/<slug:matter>/papers/read", noting.read, name="read-paper"),
    path("matters/<slug:matter>/papers/note", noting.note, name="note-paper"),
    path("matters/<slug:matter>/parties/", parties.listed, name="parties"),
    path("matters/<slug:matter>/parties/side", parties.side, name="say-side"),
    path("matters/<slug:matter>/parties/name", parties.name, name="name-party"),
    path("matters/<slug:matter>/parties/withdraw", parties.withdraw, name="withdraw-party"),
    path("matters/<slug:matter>/triggers/", triggers.listed, name="triggers"),
    path("matters/<slug:matter>/triggers/note", triggers.note, name="note-trigger"),
    path("matters/<slug:matter>/triggers/confirm", triggers.confirm, name="confirm-duty"),
    path("matters/<slug:matter>/triggers/withdraw", triggers.withdraw, name="withdraw-trigger"),
    path("matters/<slug:matter>/timeline/", timeline.timeline, name="timeline"),
    path("matters/<slug:matter>/custodians/", custodians.listed, name="custodians"),
    path("matters/<slug:matter>/custodians.<slug:form>", custodians.as_file, name="custodians-file"),
    path("matters/<slug:matter>/custodians/add/", changes.add, name="add-custodian"),
    path("matters/<slug:matter>/custodians/import/", imports.begin, name="import-custodians"),
    path("matters/<slug:matter>/custodians/import/<slug:waiting>/", imports.confirm, name="confirm-import"),
    path("matters/<slug:matter>/custodians/<slug:custodian>/", custodians.one, name="custodian"),
    path("matters/<slug:matter>/custodians/<slug:custodian>/change", changes.change, name="change-custodian"),
    path("matters/<slug:matter>/custodians/<slug:custodian>/left", changes.left, name="note-left"),
    path("matters/<slug:matter>/custodians/<slug:custodian>/settle", changes.settle, name="settle-alarm"),
    path("matters/<slug:matter>/sources.<slug:form>", saving.sources, name="sources-file"),
    path("matters/<slug:matter>/tasks/", tasks.listed, name="tasks"),
    path("matters/<slug:matter>/tasks.<slug:form>", tasks.as_file, name="tasks-file"),
    path("matters/<slug:matter>/tasks/<slug:task>/", tasks.one, name="task"),
    path("matters/<slug:matter>/tasks/<slug:task>/done", tasks.done, name="finish-task"),
    path("matters/<slug:matter>/sending/", delivery.listed, name="sending"),
    path("matters/<slug:matter>/holds/new/", drafts.new, name="new-hold"),
    path("matters/<slug:matter>/holds/drafts/<slug:draft>/propose", drafts.propose, name="propose-hold"),
    path("matters/<slug:matter>/holds/drafts/<slug:draft>/discard", drafts.discard, name="discard-draft"),
    path("matters/<slug:matter>/holds/drafts/<slug:draft>/preview/", previews.of_draft, name="draft-preview"),
    path(
        "matters/<slug:matter>/holds/drafts/<slug:draft>/preview/as-sent", previews.draft_as_sent, name="draft-as-sent"
    ),
    path("matters/<slug:matter>/holds/drafts/<slug:draft>/<slug:step>/", drafts.step, name="hold-draft"),
    path("matters/<slug:matter>/holds/<slug:hold>/", include(hold)),
    path("matters/<slug:matter>/reports/", include(report)),
]
providers: list[URLPattern | URLResolver] = [
    path("account/sso/", include("allauth.socialaccount.urls")),
    path("account/sso/", include("allauth.socialaccount.providers.openid_connect.urls")),
]
"""What is there only where a provider is configured."""
if settings.CONFIGURED.providers:
    urlpatterns += providers
handler400 = "openhold.web.refusals.misdirected"
handler403 = "openhold.web.refusals.forbidden"
handler404 = "openhold.web.refusals.missing"
handler429 = "openhold.web.refusals.too_often"
handler500 = "openhold.web.refusals.failed"
