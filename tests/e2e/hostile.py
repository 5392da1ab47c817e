#!/usr/bin/env python3
"""Every damaged, odd and hostile file of the development data through `basira-cli info`: exit
status 0 or 3, one line of error, no crash, no hang, never more than 1 GiB.

    hostile.py BASIRA-CLI FOLDER [--sanitized]
"""

import collections
import os
import pathlib
import signal
import sys
import tempfile

PATIENCE_S = 10         # the contract's word for a hang
MEMORY_KIB = 1 << 20    # 1 GiB of resident memory
SKIPPED = 77            # meson's exit status for a skipped test


def run(program, path, output):
    """Exit status (negative: killed by that signal), peak resident KiB, processor seconds."""
    child = os.fork()
    if child == 0:
        os.dup2(output.fileno(), 1)
        os.dup2(output.fileno(), 2)
        signal.alarm(PATIENCE_S)  # survives exec: a hang ends as SIGALRM
        os.execv(program, [program, "info", str(path), "--format", "json"])
    _, status, usage = os.wait4(child, 0)
    return os.waitstatus_to_exitcode(status), usage.ru_maxrss, usage.ru_utime + usage.ru_stime


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    sanitized = "--sanitized" in sys.argv
    if not folder.is_dir():
        print(f"skipped: the development data has no {folder.name} here")
        return SKIPPED

    counts, faults = collections.Counter(), []
    most_memory, most_time = (0, ""), (0.0, "")
    for path in sorted(folder.iterdir()):
        if path.name in ("INDEX.csv",) or not path.is_file():
            continue
        with tempfile.TemporaryFile() as output:
            status, memory, seconds = run(program, path, output)
            output.seek(0)
            said = output.read().decode(errors="replace")
        counts[status] += 1
        most_memory, most_time = max(most_memory, (memory, path.name)), max(most_time, (seconds, path.name))
        if status not in (0, 3):
            faults.append(f"{path.name}: exit status {status}: {said.strip()[:200]}")
        elif status == 3 and (said.count("\n") != 1 or not said.startswith("basira-cli: ")):
            faults.append(f"{path.name}: not one line of error: {said!r:.300}")
        elif memory > MEMORY_KIB and not sanitized:
            faults.append(f"{path.name}: {memory} KiB of memory")

    print(f"{sum(counts.values())} files: " + ", ".join(f"exit {k}: {v}" for k, v in sorted(counts.items())))
    print(f"most memory {most_memory[0] / 1024:.0f} MiB ({most_memory[1]}), "
          f"most processor time {most_time[0]:.2f} s ({most_time[1]})")
    for fault in faults:
        print("fault:", fault)
    return 1 if faults or not counts else 0


sys.exit(main())
