"""Before the tests: obtains what they need beyond the libraries, where this machine lets us, and says what is missing.

A PostgreSQL server and a Chromium are used where they are installed; a browser is fetched by Playwright where it can be.
The tests that need what is missing are skipped with their reason; under ATTUNE_TESTS_NO_SKIP=1 a skip is a failure.
"""

import glob
import os
import shutil
import subprocess
import sys


def postgres():
    """A directory with PostgreSQL's server programs, or None."""
    found = shutil.which("initdb")
    if found:
        return os.path.dirname(os.path.realpath(found))
    places = [
        "/usr/lib/postgresql/*/bin/initdb",
        "/opt/homebrew/opt/postgresql*/bin/initdb",
        "/usr/local/opt/postgresql*/bin/initdb",
    ]
    candidates = sorted(path for place in places for path in glob.glob(place))
    return os.path.dirname(candidates[-1]) if candidates else None


def chromium():
    """A Chromium or Chrome on this machine, or None."""
    given = os.environ.get("ATTUNE_CHROMIUM")
    if given:
        return given
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((path for path in map(shutil.which, names) if path), None)


def main():
    if postgres() is None:
        print(
            "tests: no PostgreSQL server on this machine; its tests will be skipped (Debian: apt-get install postgresql)"
        )
    if chromium() is None:
        print("tests: no Chromium on this machine; asking Playwright to fetch one")
        done = subprocess.run(
            [sys.executable, "-m", "playwright", "install", "chromium"], capture_output=True, check=False
        )
        if done.returncode:
            print(
                "tests: Playwright could not fetch a browser; its tests will be skipped (Debian: apt-get install chromium)"
            )


if __name__ == "__main__":
    main()
