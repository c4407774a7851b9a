"""``catalogue`` and ``python -m catalogue``."""

import sys


def main() -> None:
    """Run a command; who interrupts it while it is still being loaded sees no traceback either."""
    try:
        from catalogue import cli
    except KeyboardInterrupt:
        sys.exit(130)
    cli.main()


if __name__ == "__main__":
    main()
