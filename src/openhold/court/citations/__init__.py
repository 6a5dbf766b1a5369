"""Cases, statutes and rules that a paper cites, each in one form."""
