"""The doors for a browser: the pages of whoever has an account, and the portal of custodians, who have none.

Lives here: pages made on the server, the door that lets members in, the portal, the headers that keep a browser to
them. Never here: a rule, a fact, a decision, a script of ours. `openhold serve` starts it.
"""
