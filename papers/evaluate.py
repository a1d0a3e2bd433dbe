"""`python -m papers.evaluate DIR [--wrong]`: the measure of the reader (papers.checking.evaluate)."""

import sys

from papers.checking.evaluate import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
