"""`python -m dftzcli` is `dftz`."""

from dftzcli.cli.app import main

if __name__ == "__main__":
    main()
