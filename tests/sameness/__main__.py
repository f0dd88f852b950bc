"""Compare what two states of the code show on the stored release:  bin/sameness A B  |  bin/sameness --lines A

A state is a folder with a checkout, or a revision of this repository. The difference goes to standard output as `diff`
writes it, what was seen to standard error; the exit code is 0 for the same, 1 for a difference, 2 when it failed.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from . import states


def told(asked: str, name: str) -> list[str]:
    began = time.monotonic()
    with states.tree(asked) as folder:
        lines = states.full(folder, name)
    found = "，".join(f"{kind} {n}" for kind, n in sorted(states.kinds(lines).items()))
    wrong = sum("|#status 500 " in line for line in lines)
    print(f"{asked}：{len(lines)} 行（{found}），出错页 {wrong}，{time.monotonic() - began:.0f} 秒", file=sys.stderr)
    return lines


def compare(one: str, other: str) -> int:
    with tempfile.TemporaryDirectory(prefix="nongan-sameness-") as folder:
        paths = [Path(folder, "a"), Path(folder, "b")]
        for path, asked in zip(paths, (one, other), strict=True):
            path.write_text("\n".join(told(asked, f"same{path.name}")) + "\n")
        shown = subprocess.run(["diff", "--label", one, "--label", other, "-U0", *paths], check=False)
    print("两个版本一致。" if shown.returncode == 0 else "两个版本不同，见上。", file=sys.stderr)
    return shown.returncode


def main(asked: list[str]) -> int:
    match asked:
        case ["--lines", state]:
            print("\n".join(told(state, "same")))
            return 0
        case [one, other] if not one.startswith("-"):
            return compare(one, other)
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except states.NotEnough as fault:
        print(f"错误：{fault}", file=sys.stderr)
        sys.exit(2)
