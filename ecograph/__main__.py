"""``python -m ecograph`` is the command ``ecograph``."""

from ecograph.cli import main

if __name__ == "__main__":
    main()
