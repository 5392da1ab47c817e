#!/usr/bin/env python3
"""Two stations on one store, as an officer sees it: a case that another station has says so in the list,
opens for looking only and offers no decision; when it is free again he is told, reads it again and has
it; when he quits it is given back, and the scan that he looked at has been analysed once.

    two-stations.py BASIRA BASIRA-CLI [PICTURE-FOLDER]
"""

import json
import os
import sqlite3
import subprocess
import sys
import time

import desk

CASE = "ZZDEM-2026-000101"
HOLDER = "officer 9, lane 1"
SENTENCE = "officer 9 at lane 1 has had this case since"


def checked(condition, what):
    if not condition:
        raise desk.Failure(what)
    print(f"ok: {what}", flush=True)


class Stations:
    def __init__(self, window, cli, pictures):
        self.desk = desk.Desk()
        self.window, self.cli, self.pictures = window, cli, pictures
        self.file = os.path.join(self.desk.folder, "basira.db")
        self.store = "sqlite:" + self.file

    def ask(self, *words):
        return subprocess.run([self.cli, *words, "--store", self.store], env=self.desk.environment,
                              check=True, capture_output=True, text=True).stdout

    def sql(self, statement, *values):
        connection = sqlite3.connect(self.file, timeout=20)
        with connection:
            rows = connection.execute(statement, values).fetchall()
        connection.close()
        return rows

    def moment(self, seconds):
        return time.strftime("%Y-%m-%dT%H:%M:%S.000000Z", time.gmtime(time.time() + seconds))

    def picture(self, name):
        if self.pictures:
            time.sleep(1)
            self.desk.picture(os.path.join(self.pictures, name + ".png"))

    def claims(self):
        return self.sql("SELECT case_id, officer FROM case_claims")

    def prepare(self):
        folder = os.path.join(self.desk.folder, "scans")
        subprocess.run([self.cli, "demo", folder], env=self.desk.environment, check=True,
                       capture_output=True)
        self.ask("import", folder)
        # What the other station does: its claim, and its signs of life for an hour.
        self.sql("INSERT INTO case_claims VALUES (?, 'officer 9', 'lane 1', ?, ?)", CASE,
                 self.moment(-600), self.moment(3600))

    def look_only(self):
        self.desk.click(self.desk.find(HOLDER))
        self.desk.find(SENTENCE)
        checked(True, "who has the case is said above the scan")
        self.picture("1-looking-only")
        checked(not self.offered(), "no decision is offered")
        desk.wait_for("the analysis", lambda: not self.waiting())

    def offered(self):
        """Whether the decision can be pressed: neither it nor what it lies in is out of use."""
        widget = self.desk.find("Release", "label")
        while widget and widget.get_role_name() != "application":
            if not self.desk.sensitive(widget):
                return False
            widget = widget.get_parent()
        return True

    def waiting(self):
        return [job for job in json.loads(self.ask("jobs"))["jobs"] if job["case"] == CASE]

    def take(self):
        self.sql("DELETE FROM case_claims WHERE case_id = ?", CASE)
        self.desk.find("Nobody has this case now")
        self.picture("2-free-again")
        self.desk.click(self.desk.find("Read Again", "push button"))
        desk.wait_for("the claim", lambda: self.claims() and self.claims()[0][0] == CASE)
        desk.wait_for("the decision", self.offered)
        desk.wait_for("the sentence to go", lambda: not self.desk.look("Nobody has this case now"))
        checked(True, "who reads it again has it")
        self.picture("3-mine")

    def run(self):
        self.prepare()
        child = self.desk.launch(self.window, "--store", self.store)
        self.look_only()
        self.take()
        self.desk.click(self.desk.find("Close", "push button"))
        checked(child.wait(desk.PATIENCE_S) == 0, "the program ended by itself with status 0")
        checked(not self.claims(), "the case is given back")
        scan = self.sql("SELECT entry FROM scans WHERE case_id = ?", CASE)[0][0]
        n = self.sql("SELECT count (*) FROM analyses WHERE scan_id = ?", scan)[0][0]
        checked(n == 1, "its scan has been analysed once")
        print(self.ask("audit", "--verify").strip())


def main():
    stations = Stations(*sys.argv[1:3], sys.argv[3] if len(sys.argv) > 3 else None)
    try:
        stations.run()
    finally:
        stations.desk.close()


if __name__ == "__main__":
    main()
