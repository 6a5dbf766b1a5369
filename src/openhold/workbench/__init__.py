"""What is nobody's evidence: accounts, sessions, invitations, and how this instance's web pages are configured.

Lives here: ordinary Django models and what the doors need around them; they may be lost without losing the case.
Never here: a fact, a decision about a matter, anything an opponent could ask about. Only the doors import it.
"""
