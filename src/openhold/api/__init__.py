"""The door for programs: what a page or a command can do, as JSON over HTTP, by the same actions.

Lives here: the check of tokens, one module of addresses per noun, the shapes of what may be asked, errors as JSON.
Never here: a rule, a fact, a session; whoever asks has a token, and a browser's cookie opens nothing. See docs/api.md.
"""
