#!/usr/bin/env python3
"""Opens scan after scan, as the hours of a shift do, each until it is analysed and shown, and says what
memory the program holds. The start is what it holds after the first few: libraries, fonts and caches of
the toolkit are there then. At the end it must be back there within five hundredths. Of each scan the least of
several openings counts: what the allocator happens to hold besides moves by a tenth from one to the next, and
what is left behind raises the least as well.

    memory.py BASIRA BASIRA-CLI [N]
"""

import os
import subprocess
import sys
import time

import desk

WARM = 4         # openings that do not count
LOOKED_AT = 10   # openings after these, and at the end, that the least is taken of
SHARE = 0.05     # how much more the end may be
SETTLED_S = 1.0  # after the last worker's answer


class Shift:
    def __init__(self, window, cli, n):
        self.desk = desk.Desk()
        self.program, self.cli, self.n = window, cli, n
        self.store = "sqlite:" + os.path.join(self.desk.folder, "store", "basira.db")

    def ask(self, *words):
        return subprocess.run([self.cli, *words], env=self.desk.environment, check=True,
                              capture_output=True, text=True).stdout

    @staticmethod
    def resident_kb(pid):
        with open(f"/proc/{pid}/status", encoding="ascii") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("VmRSS"))

    def settle(self):
        """Analysed: the program computes no more."""
        def ticks():
            with open(f"/proc/{self.child.pid}/stat", encoding="ascii") as file:
                fields = file.read().rsplit(")", 1)[1].split()
            return int(fields[11]) + int(fields[12])
        before, quiet = ticks(), 0
        end = time.monotonic() + desk.PATIENCE_S
        while quiet < 3 and time.monotonic() < end:
            time.sleep(SETTLED_S / 2)
            now = ticks()
            quiet = quiet + 1 if now - before <= 3 else 0
            before = now

    @staticmethod
    def least(openings):
        """The mean over the scans of the least that was held with each."""
        scans = {scan for scan, _ in openings}
        return sum(min(kb for title, kb in openings if title == scan) for scan in scans) // len(scans)

    def run(self):
        folder = os.path.join(self.desk.folder, "scans")
        self.ask("demo", folder)
        self.ask("import", "--store", self.store, folder)
        self.child = self.desk.launch(self.program, "--store", self.store)
        self.desk.find("No case is open")
        held = []
        for index in range(self.n):
            title = self.title()
            self.desk.key("ctrl+Return")
            desk.wait_for("another case", lambda: self.title() != title)
            self.settle()
            held.append((self.title(), self.resident_kb(self.child.pid)))
            print(f"{index + 1}: {held[-1][0]} {held[-1][1]} kB", flush=True)
        start, end = self.least(held[WARM:WARM + LOOKED_AT]), self.least(held[-LOOKED_AT:])
        print(f"after {WARM}: {start} kB, after {self.n}: {end} kB, {100 * (end - start) / start:+.1f} %")
        self.desk.key("ctrl+q")
        if self.child.wait(desk.PATIENCE_S) != 0:
            raise desk.Failure("the program did not end by itself with status 0")
        if end > start * (1 + SHARE):
            raise desk.Failure(f"{self.n} scans left {end - start} kB behind")

    def title(self):
        answer = subprocess.run(["xdotool", "getwindowname", self.desk.window], env=self.desk.environment,
                                capture_output=True, text=True, check=False)
        return answer.stdout.strip()


def main():
    shift = Shift(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 50)
    try:
        shift.run()
        return 0
    except desk.Failure as failure:
        print("failed:", failure)
        return 1
    finally:
        shift.desk.close()


sys.exit(main())
