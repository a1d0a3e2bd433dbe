"""`python -m tests.papers.distance OUT_DIR [--seed S] [--part open|sealed]`: the documents and their truths."""

import argparse
from pathlib import Path

from tests.papers.distance.generate import SEED, write


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.papers.distance")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--part", choices=("open", "sealed"), default="open")
    told = parser.parse_args()
    print(f"{write(told.folder, told.seed, told.part)} documents of seed {told.seed}, {told.part}")


if __name__ == "__main__":
    main()
