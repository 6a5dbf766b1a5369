"""`python -m openhold` is the command line."""

from openhold.cli.main import main

if __name__ == "__main__":
    main()
