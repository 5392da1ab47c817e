#!/usr/bin/env python3
"""The main job as an officer does it, with pointer and keys on the real window: open a flagged
container's scan, look at what was found, mark a place, decide, quit; open again, find all of it,
record what the examination found; the store holds it and its log is whole.

    main-job.py BASIRA BASIRA-CLI [PICTURE-FOLDER]
"""

import json
import os
import subprocess
import sys
import tempfile
import time

import desk

CONTAINER = "EXMU2048173"
CASE = "ZZDEM-2026-000101"
SCAN = "cartons-footwear.tiff"
REASON = "Two dense places behind the cartons"
FOUND = "Bricks of powder in a lead box"
# Places in the lists of the outcome form, from the top.
PROHIBITED = 3
FULL = 3


def checked(condition, what):
    if not condition:
        raise desk.Failure(what)
    print(f"ok: {what}", flush=True)


class Job:
    def __init__(self, window, cli, pictures):
        self.desk = desk.Desk()
        self.program, self.cli, self.pictures = window, cli, pictures
        self.scans = os.path.join(self.desk.folder, "scans")
        self.store = "sqlite:" + os.path.join(self.desk.folder, "store", "basira.db")

    def ask(self, *words):
        answer = subprocess.run([self.cli, *words], env=self.desk.environment, check=True,
                                capture_output=True, text=True)
        return answer.stdout

    def record(self):
        return json.loads(self.ask("case", "--store", self.store, CASE, "--format", "json"))

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
        child = self.launch(os.path.join(self.scans, SCAN))
        self.desk.find("above the alarm line")
        checked(self.desk.look(CONTAINER) is not None, "the container is named")
        self.picture("1-analysed")

        scan = self.desk.find("Scan", "image")
        self.desk.click(self.desk.find("Mark a rectangle"))
        self.desk.drag(self.desk.at(scan, 0.60, 0.45), self.desk.at(scan, 0.72, 0.62))
        self.desk.key("Escape")
        desk.wait_for("the mark in the store", lambda: len(self.marks()) == 1)
        self.desk.click(self.desk.find("Marks", "page tab"))
        self.picture("2-marked")
        self.desk.click(self.desk.find("Undo", "push button"))
        desk.wait_for("the mark gone", lambda: len(self.marks()) == 0)
        self.desk.click(self.desk.find("Redo", "push button"))
        desk.wait_for("the mark back", lambda: len(self.marks()) == 1)
        checked(True, "a mark is drawn, undone and redone")

        self.desk.click(self.desk.find("Examine"))
        self.desk.click(self.desk.find("Reason in your own words"))
        self.desk.type(REASON)
        self.desk.click(self.desk.find("Record", "push button"))
        desk.wait_for("the decision in the store", lambda: self.record()["decisions"])
        self.picture("3-decided")
        checked(self.record()["state"] == "to-be-examined", "the container is to be examined")
        self.quit(child)

    def second_day(self):
        child = self.launch()
        self.desk.click(self.desk.find(CONTAINER))
        self.desk.find("To be examined")
        self.desk.click(self.desk.find("Marks", "page tab"))
        self.desk.find("Suspicious")
        self.desk.click(self.desk.find("Record", "page tab"))
        self.desk.find(REASON)
        self.picture("4-reopened")
        checked(True, "opened again, the mark and the decision are there")

        self.outcome()
        self.picture("5-outcome")
        self.quit(child)

    def outcome(self):
        for name, steps in (("Result of the examination", PROHIBITED), ("How far it was examined", FULL)):
            self.desk.click(self.desk.find(name, "combo box"))
            self.desk.key(*["Home"], *["Down"] * steps, "Return")
        self.desk.click(self.desk.find("What was found"))
        self.desk.type(FOUND)
        self.desk.click(self.desk.find("Record outcome", "push button"))
        desk.wait_for("the outcome in the store", lambda: self.record()["outcomes"])

    def run(self):
        self.ask("demo", self.scans)
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
    job = Job(sys.argv[1], sys.argv[2], pictures)
    try:
        job.run()
        return 0
    except desk.Failure as failure:
        print("failed:", failure)
        print("shown:", job.desk.texts()[:120])
        if pictures:
            job.picture("failed")
        return 1
    finally:
        job.desk.close()


sys.exit(main())
