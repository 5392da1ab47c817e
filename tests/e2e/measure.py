#!/usr/bin/env python3
"""Measuring by keyboard alone on the real window: a distance, a region and the profile between two places
are drawn with the crosshair, their figures read, undone and done again; after the program was started anew
the marks are there and their figures the same.

    measure.py BASIRA BASIRA-CLI [PICTURE-FOLDER]
"""

import json
import os
import re
import subprocess
import sys

import desk

SCAN = "cartons-footwear.tiff"
VERDICTS = ("above the alarm line", "No alarm where the beam got through", "Nothing strange was found")


def checked(condition, what):
    if not condition:
        raise desk.Failure(what)
    print(f"ok: {what}", flush=True)


class Job:
    def __init__(self, window, cli, pictures):
        self.desk = desk.Desk()
        self.window, self.cli, self.pictures = window, cli, pictures
        self.store = "sqlite:" + os.path.join(self.desk.folder, "store", "basira.db")
        self.scans = os.path.join(self.desk.folder, "scans")
        self.ask("demo", self.scans)
        with open(os.path.join(self.scans, SCAN.replace(".tiff", ".case.json")), encoding="utf-8") as file:
            self.case = json.load(file)["case"]

    def ask(self, *words):
        return subprocess.run([self.cli, *words], env=self.desk.environment, check=True, capture_output=True,
                              text=True).stdout

    def shapes(self):
        record = json.loads(self.ask("case", "--store", self.store, self.case, "--format", "json"))
        return [mark["shape"] for mark in record["scans"][0]["annotations"]]

    def saved(self, *shapes):
        desk.wait_for(f"{shapes} in the store", lambda: self.shapes() == list(shapes))
        checked(True, f"the store holds {', '.join(shapes) or 'no mark'}")

    def picture(self, name):
        if self.pictures:
            self.desk.picture(os.path.join(self.pictures, name + ".png"))

    def text(self, pattern):
        """The first shown text that matches."""
        return desk.wait_for(f"'{pattern}'",
                             lambda: next((t for t in self.desk.texts() if re.search(pattern, t)), None))

    def draw(self, key, right, down):
        self.desk.key(key, "Right", "Return")
        self.desk.key(*["shift+Right"] * right, *["shift+Down"] * down, "Return")

    def first_day(self):
        child = self.desk.launch(self.window, "--store", self.store, os.path.join(self.scans, SCAN))
        desk.wait_for("what the program finds", lambda: any(map(self.desk.look, VERDICTS)))
        self.draw("3", 6, 0)
        self.saved("distance")  # before that its length grows with every step
        length = self.text(r"^\d+\.\d\d m ± \d")
        checked(float(length.split()[0]) > 0.1, f"a distance is {length}")
        self.desk.key("ctrl+z")
        self.saved()
        self.desk.key("ctrl+shift+z")
        self.saved("distance")
        self.draw("8", 6, 3)
        self.desk.key("Return")  # on the same place: a rectangle
        checked(self.text(r" kg \(|^at least .* kg"), "a region says its mass")
        self.picture("region")
        self.draw("7", 8, 0)
        checked(self.text(r"^Profile over \d"), "a profile is plotted, in words too")
        self.desk.key("numbersign")
        self.picture("profile")
        self.saved("distance", "region", "profile")
        self.quit(child)
        return length.split()[0] + " m"

    def second_day(self, length):
        child = self.desk.launch(self.window, "--store", self.store, os.path.join(self.scans, SCAN))
        desk.wait_for("what the program finds", lambda: any(map(self.desk.look, VERDICTS)))
        self.desk.key("ctrl+3")
        checked(self.text("^Distance: " + re.escape(length)), "the distance is the same the next day")
        checked(self.text(r"^Region: .* kg"), "and the region weighs what it weighs")
        self.quit(child)

    def quit(self, child):
        self.desk.key("ctrl+q")
        checked(child.wait(desk.PATIENCE_S) == 0, "the program ended by itself with status 0")


def main():
    job = Job(sys.argv[1], sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else None)
    try:
        job.second_day(job.first_day())
    except desk.Failure as failure:
        print(f"FAILED: {failure}; the keys are with {job.desk.has_keys()}", file=sys.stderr)
        job.picture("failed")
        print("\n".join(job.desk.texts()), file=sys.stderr)
        return 1
    finally:
        job.desk.close()
    return 0


sys.exit(main())
