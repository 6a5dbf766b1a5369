"""The report in words for a person, and as JSON."""

import json

from .report import Report, Verdict, shown

_MARK = {Verdict.HOLDS: "✓", Verdict.FAILS: "✕", Verdict.NOT_CHECKED: "?"}
_WORD = {Verdict.HOLDS: "right", Verdict.FAILS: "NOT RIGHT", Verdict.NOT_CHECKED: "could not be checked"}


def verdict_sentence(report: Report) -> str:
    """The answer in one sentence."""
    failing = [str(step.n) for step in report.steps if step.verdict is Verdict.FAILS]
    right = sum(step.verdict is Verdict.HOLDS for step in report.steps)
    open_steps = len(report.steps) - right - len(failing)
    if failing:
        word = "step" if len(failing) == 1 else "steps"
        return f"This {report.kind} is NOT right: {word} {', '.join(failing)} of 10 failed."
    unchecked = f"; {open_steps} could not be checked" if open_steps else ""
    return f"Nothing was found wrong: {right} of 10 steps are right{unchecked}."


def beyond(report: Report) -> tuple[str, ...]:
    """What no check can tell, in sentences."""
    if report.kind == "bag":
        seen = (
            f" The lists show what was seen: {report.failed_lines:,} items failed and {report.excluded_lines:,} were"
            " excluded, each with its reason."
        )
    else:
        seen = ""
    return (
        f"Whether something existed that was never collected.{seen}",
        "Whether the clock was right, or the first showing honest.",
        "Whether a withholding is justified: the ground is stated, a court decides.",
    )


def as_text(report: Report) -> str:
    """Ten numbered steps, the verdict, and what no check can tell."""
    lines = [f"Checked: {report.subject}"]
    if report.origin is not None:
        lines.append(f"Ledger:  {shown(report.origin)}, {report.size:,} entries")
    lines.append("")
    for step in report.steps:
        lines.append(f"{step.n:>2} {_MARK[step.verdict]} {step.what}: {_WORD[step.verdict]}.")
        if step.detail:
            lines.append(f"     {step.detail}")
    lines += ["", verdict_sentence(report), "", "What no check can tell:"]
    lines += [f"  {sentence}" for sentence in beyond(report)]
    return "\n".join(lines) + "\n"


def as_json(report: Report) -> str:
    """One JSON document: `ok`, `steps[]{n,what,verdict,detail,findings}` and what the text says besides."""
    document = {
        "ok": report.ok,
        "verdict": verdict_sentence(report),
        "kind": report.kind,
        "subject": report.subject,
        "origin": report.origin,
        "size": report.size,
        "root": report.root,
        "steps": [
            {
                "n": step.n,
                "what": step.what,
                "verdict": step.verdict.value,
                "detail": step.detail,
                "findings": list(step.findings),
            }
            for step in report.steps
        ],
        "beyond": list(beyond(report)),
    }
    return json.dumps(document, ensure_ascii=True, indent=2) + "\n"
