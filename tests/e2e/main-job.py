#!/usr/bin/env python3
"""The main job as an officer does it, with pointer and keys on the real window: open a flagged
container's scan, look at what was found, mark a place, decide, quit; open again, find all of it,
record what the examination found; the store holds it and its log is whole.

    main-job.py BASIRA BASIRA-CLI [PICTURE-FOLDER [SCAN]]

Without a SCAN (NAME.tiff with NAME.case.json beside it) it is the demonstration case.
"""

import json
import os
import subprocess
import sys

import desk

DEMONSTRATION = "cartons-footwear.tiff"
REASON = "Two dense places behind the cartons"
FOUND = "Bricks of powder in a lead box"
CONTEST = "Weighed at the gate"
# What the window says once a scan is analysed.
VERDICTS = ("above the alarm line", "No alarm where the beam got through", "Nothing strange was found")
# Places in the lists of the outcome form, from the top.
PROHIBITED = 3
FULL = 3


def checked(condition, what):
    if not condition:
        raise desk.Failure(what)
    print(f"ok: {what}", flush=True)


class Job:
    def __init__(self, window, cli, pictures, scan):
        self.desk = desk.Desk()
        self.program, self.cli, self.pictures, self.scan = window, cli, pictures, scan
        self.store = "sqlite:" + os.path.join(self.desk.folder, "store", "basira.db")

    def prepare(self):
        if self.scan is None:
            folder = os.path.join(self.desk.folder, "scans")
            self.ask("demo", folder)
            self.scan = os.path.join(folder, DEMONSTRATION)
        with open(os.path.splitext(self.scan)[0] + ".case.json", encoding="utf-8") as file:
            flagged = json.load(file)
        self.case, self.container = flagged["case"], flagged["container"]

    def ask(self, *words):
        answer = subprocess.run([self.cli, *words], env=self.desk.environment, check=True,
                                capture_output=True, text=True)
        return answer.stdout

    def record(self):
        return json.loads(self.ask("case", "--store", self.store, self.case, "--format", "json"))

    def contests(self):
        return [contest["reason"] for contest in self.record()["scans"][0]["contests"]]

    def marks(self):
        return self.record()["scans"][0]["annotations"]

    def picture(self, name):
        if self.pictures:
            self.desk.picture(os.path.join(self.pictures, name + ".png"))

    def launch(self, *files):
        return self.desk.launch(self.program, "--store", self.store, *files)

    def quit(self, child):
        self.desk.click(self.desk.find("Close", "push button"))
        checked(child.wait(desk.PATIENCE_S) == 0, "the program ended by itself with status 0")

    def first_day(self):
        child = self.launch(self.scan)
        desk.wait_for("what the program finds", lambda: any(map(self.desk.look, VERDICTS)))
        checked(self.desk.look(self.container) is not None, "the container is named")
        self.picture("1-analysed")

        scan = self.desk.find("Scan", "image")
        self.desk.click(self.desk.find("Mark a rectangle"))
        self.desk.drag(self.desk.at(scan, 0.60, 0.45), self.desk.at(scan, 0.72, 0.62))
        self.desk.key("Escape")
        desk.wait_for("the mark in the store", lambda: len(self.marks()) == 1)
        self.desk.click(self.desk.find("Marks", "page tab"))
        self.picture("2-marked")
        # What was done last comes first: the page, then the mark.
        for _ in range(2):
            self.desk.click(self.desk.find("Undo", "push button"))
        desk.wait_for("the mark gone", lambda: len(self.marks()) == 0)
        self.desk.click(self.desk.find("Redo", "push button"))
        desk.wait_for("the mark back", lambda: len(self.marks()) == 1)
        checked(True, "a mark is drawn, undone and redone")

        self.contest()
        self.compare()

        self.desk.click(self.desk.find("Examine"))
        self.choose("Reason code", "Anomaly of density", 1)
        self.desk.focus("Reason in your own words")
        self.desk.type(REASON)
        self.desk.click(self.desk.find("Record", "push button"))
        desk.wait_for("the decision in the store", lambda: self.record()["decisions"])
        self.picture("4-decided")
        checked(self.record()["state"] == "to-be-examined", "the container is to be examined")
        self.quit(child)

    def tab_to(self, widget):
        desk.wait_for("the focus on it", lambda: self.desk.focused(widget) or self.desk.key("Tab"))

    def contest(self):
        """By keys alone: to a check of the manifest, its button, a reason, undone and redone."""
        self.desk.key("ctrl+2")
        self.tab_to(self.desk.find("Container number: Consistent"))
        self.desk.key("space")
        self.tab_to(self.desk.find("Contest…", "push button"))
        self.desk.key("space")
        entry = self.desk.find("Why this check is wrong")
        desk.wait_for("the focus in the reason", lambda: self.desk.focused(entry))
        self.desk.type(CONTEST)
        self.desk.key("Return")
        desk.wait_for("the contest in the store", lambda: self.contests() == [CONTEST])
        checked(CONTEST in self.ask("case", "--store", self.store, self.case, "--format", "text"),
                "the record says so in words")
        self.picture("3-contested")
        self.desk.key("ctrl+z")
        desk.wait_for("the contest gone", lambda: self.contests() == [])
        self.desk.key("ctrl+shift+z")
        desk.wait_for("the contest back", lambda: self.contests() == [CONTEST])
        checked(True, "a check is contested, undone and redone by keys alone")

    def compare(self):
        """By keys alone: held against an empty box like it, which is simulated and says so."""
        self.desk.key("Escape", "F8")
        self.desk.find("For comparison only: Empty")
        self.desk.find("no real scan")
        self.desk.find("Laid over each other", patience=4 * desk.PATIENCE_S)
        self.picture("compare-1-side-by-side")
        self.desk.key("shift+F8")
        self.desk.find("Divider between this scan")
        self.picture("compare-2-swipe")
        self.desk.key("shift+F8")
        self.desk.find("Coloured: more than 5 standard deviations")
        self.picture("compare-3-difference")
        marks = self.marks()
        self.desk.key("Escape")
        desk.wait_for("the comparison to end", lambda: not self.desk.look("For comparison only"))
        checked(self.marks() == marks and self.desk.look("Scan", "image") is not None,
                "compared with an empty box by keys alone; the scan is alone again")

    def second_day(self):
        child = self.launch()
        self.desk.click(self.desk.find(self.container))
        self.desk.find("To be examined")
        self.desk.click(self.desk.find("Marks", "page tab"))
        self.desk.find("Suspicious")
        self.desk.click(self.desk.find("Record", "page tab"))
        self.desk.find(REASON)
        self.desk.key("ctrl+2")
        self.desk.find(CONTEST)
        self.desk.click(self.desk.find("Record", "page tab"))
        self.picture("5-reopened")
        checked(True, "opened again, the mark, the contest and the decision are there")

        self.outcome()
        self.picture("6-outcome")
        self.quit(child)

    def choose(self, name, choice, steps):
        """One of a drop-down list's lines, by keys."""
        self.desk.click(self.desk.find(name, "combo box"))
        self.desk.find(choice)
        self.desk.key("Home", *["Down"] * steps, "Return")

    def outcome(self):
        self.choose("Result of the examination", "Prohibited goods", PROHIBITED)
        self.choose("How far it was examined", "Fully unloaded", FULL)
        self.desk.focus("What was found")
        self.desk.type(FOUND)
        self.desk.click(self.desk.find("Record outcome", "push button"))
        desk.wait_for("the outcome in the store", lambda: self.record()["outcomes"])

    def run(self):
        self.prepare()
        self.first_day()
        record = self.record()
        checked(len(self.marks()) == 1 and self.marks()[0]["shape"] == "rectangle",
                "the store holds the mark after the program ended")
        checked(record["decisions"][-1]["reason"] == REASON, "the store holds the decision and its reason")
        self.second_day()
        record = self.record()
        checked(record["outcomes"][-1]["found"] == FOUND, "the store holds the outcome")
        checked(record["outcomes"][-1]["result"] == "prohibited" and record["outcomes"][-1]["extent"] == "full",
                "its result and extent are those that were chosen")
        checked(record["state"] == "examined", "the case stands as examined")
        self.ask("audit", "--store", self.store, "--verify")
        checked(True, "the log is whole")


def main():
    pictures = sys.argv[3] if len(sys.argv) > 3 else None
    job = Job(sys.argv[1], sys.argv[2], pictures, sys.argv[4] if len(sys.argv) > 4 else None)
    try:
        job.run()
        return 0
    except desk.Failure as failure:
        print("failed:", failure)
        print("focus:", job.desk.has_keys())
        print("shown:", job.desk.texts()[:120])
        if pictures:
            job.picture("failed")
        return 1
    finally:
        job.desk.close()


sys.exit(main())
