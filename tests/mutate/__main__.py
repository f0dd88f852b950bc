"""Plant the listed faults one by one and see whether the tests notice:  bin/mutate [-n N] [--list] [NAME|FOLDER …]

Without names all of them. A name is that of a fault, or the beginning of the path of its file. First the chosen tests
run on the code as it is: they have to pass. The exit code is 0 when every fault is noticed (or its reason to live is
on the list), 1 when not, 2 when the tool could not work.
"""

from __future__ import annotations

import argparse
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from queue import SimpleQueue

from . import forked, scratch, trial
from .fault import ROOT, Fault, NoLongerApplies
from .faults import FAULTS

PARTS = 12  # of the tests on the code as it is
SAID = {trial.DIED: "测出", trial.LIVED: "漏过", trial.BROKE: "不算"}


def chosen(asked: list[str]) -> list[Fault]:
    for name in asked:
        if not any(name == fault.name or fault.file.startswith(name) for fault in FAULTS):
            sys.exit(f"错误：没有名为“{name}”的差错，也没有差错在这个目录下。")
    return [f for f in FAULTS if not asked or any(name == f.name or f.file.startswith(name) for name in asked)]


def tried(faults: list[Fault], workers: int) -> list[trial.Result]:
    """Every fault in one of the copies, and before them nothing at all: that must live."""
    from tests import databases

    template = databases._fingerprint()
    with ExitStack() as stack:
        folders: SimpleQueue = SimpleQueue()
        for _ in range(workers):
            folders.put(stack.enter_context(scratch.copy()))

        def one(fault: Fault | None, tests: tuple[str, ...]) -> trial.Result:
            folder = folders.get()
            try:
                result = trial.run(folder, fault, tests, template)
            finally:
                folders.put(folder)
            tell(result)
            return result

        pool = stack.enter_context(ThreadPoolExecutor(workers))
        stack.callback(pool.shutdown)
        stack.callback(forked.end)
        stack.callback(pool.shutdown, wait=False, cancel_futures=True)
        whole = sorted({test for fault in faults for test in trial.tests_of(fault)})
        parts = [tuple(whole[start::PARTS]) for start in range(min(PARTS, len(whole)))]
        unchanged = [pool.submit(one, None, part) for part in parts]
        found = [pool.submit(one, fault, trial.tests_of(fault)) for fault in faults]
        if any(empty.result().how != trial.LIVED for empty in unchanged):
            sys.exit("错误：没有改动的代码上测试就不通过，测不出什么。")
        return [future.result() for future in found]


def tell(result: trial.Result) -> None:
    name = result.fault.name if result.fault else "（没有改动）"
    print(f"{SAID[result.how]}  {name}  {result.said}  {result.seconds:.0f} 秒", flush=True)


def summed_up(results: list[trial.Result], seconds: float) -> int:
    """The last words, and the exit code."""
    died = [r for r in results if r.how == trial.DIED]
    known = [r for r in results if r.how != trial.DIED and r.fault.lives]
    wrong = [r for r in results if (r.how != trial.DIED) != bool(r.fault.lives)]
    share = 100 * len(died) / len(results)
    print(f"\n{len(results)} 处差错，测出 {len(died)} 处（{share:.1f}%），{seconds / 60:.0f} 分钟。")
    for result in known:
        print(f"已知测不出：{result.fault.name}（{result.fault.what}）：{result.fault.lives}")
    for result in wrong:
        why = "已能测出，请去掉 lives" if result.how == trial.DIED else f"{SAID[result.how]}，{result.said}"
        print(f"须处理：{result.fault.name}（{result.fault.what}）：{why}")
    return 1 if wrong else 0


def main() -> int:
    asked = argparse.ArgumentParser(prog="bin/mutate", description=__doc__)
    asked.add_argument("names", nargs="*")
    asked.add_argument("-n", type=int, default=2, dest="workers")
    asked.add_argument("--list", action="store_true", dest="listed")
    options = asked.parse_args()
    faults = chosen(options.names)
    if options.listed:
        for fault in faults:
            print(f"{fault.name}  {fault.file}  [{fault.kind}] {fault.what}")
        return 0
    for fault in faults:
        fault.planted((ROOT / fault.file).read_text())
    scratch.sweep()
    began = time.monotonic()
    return summed_up(tried(faults, max(1, options.workers)), time.monotonic() - began)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        sys.exit(main())
    except (NoLongerApplies, FileNotFoundError) as fault:
        print(f"错误：{fault}", file=sys.stderr)
        sys.exit(2)
