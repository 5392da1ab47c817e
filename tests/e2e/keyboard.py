#!/usr/bin/env python3
"""The main job by the keyboard alone, the pointer in a corner: open a case from the list, look
through its scan, change how it looks, step through findings and weigh one, mark a place, decide, go on
to the next case; hold tools, take back panels, show the image in a window of its own, give a command
another key, and find it after the program has been started again.

    keyboard.py BASIRA BASIRA-CLI [PICTURE-FOLDER]
"""

import json
import os
import subprocess
import sys
import time

import desk

REASON = "Two dense places behind the cartons"
HOLD_S = 0.8  # well over a tap


def checked(condition, what):
    if not condition:
        raise desk.Failure(what)
    print(f"ok: {what}", flush=True)


class Job:
    def __init__(self, window, cli, pictures):
        self.desk = desk.Desk()
        self.program, self.cli, self.pictures = window, cli, pictures
        self.store = "sqlite:" + os.path.join(self.desk.folder, "store", "basira.db")

    def ask(self, *words):
        answer = subprocess.run([self.cli, *words], env=self.desk.environment, check=True,
                                capture_output=True, text=True)
        return answer.stdout

    def prepare(self):
        folder = os.path.join(self.desk.folder, "scans")
        self.ask("demo", folder)
        self.ask("import", "--store", self.store, folder)
        self.cases = json.loads(self.ask("cases", "--store", self.store, "--format", "json"))
        if isinstance(self.cases, dict):
            self.cases = self.cases["cases"]

    def records(self):
        return {case["case"]: json.loads(self.ask("case", "--store", self.store, case["case"], "--format", "json"))
                for case in self.cases}

    def record(self):
        return self.records()[self.case]

    def marks(self):
        return self.record()["scans"][0]["annotations"]

    def picture(self, name):
        if self.pictures:
            self.desk.picture(os.path.join(self.pictures, name + ".png"))

    def hold(self, key, act):
        self.desk.xdotool("keydown", key)
        time.sleep(HOLD_S)
        try:
            act()
        finally:
            self.desk.xdotool("keyup", key)
            time.sleep(0.2)

    def pressed(self, name):
        states = self.desk.find(name).get_state_set()
        return states.contains(desk.Atspi.StateType.PRESSED) or states.contains(desk.Atspi.StateType.CHECKED)

    def tab_to(self, widget):
        name = widget.get_name()
        while not widget.get_state_set().contains(desk.Atspi.StateType.FOCUSABLE):
            widget = widget.get_parent()  # a label's button
        desk.wait_for(f"the focus on '{name}'",
                      lambda: widget.get_state_set().contains(desk.Atspi.StateType.FOCUSED)
                      or self.desk.key("Tab"))

    # What an officer does.

    def open(self):
        child = self.desk.launch(self.program, "--store", self.store)
        self.desk.xdotool("mousemove", 1599, 999)
        self.desk.find("No case is open")
        self.desk.key("ctrl+k")
        desk.wait_for("the focus in the search",
                      lambda: self.desk.focused(self.desk.find("Search the cases")))
        container = self.cases[0]["container"]
        self.desk.type(container[:8].lower())
        checked(self.desk.look("No case is open") is not None, "letters that are written move nothing")
        self.desk.key("Return")
        self.desk.find(container)
        desk.wait_for("what the program finds", lambda: self.desk.look("above the alarm line")
                      or self.desk.look("No alarm where") or self.desk.look("Nothing strange was found"))
        self.case = self.cases[0]["case"]
        checked(self.desk.focused(self.desk.find("Scan", "image")), "a case is opened, the scan has the keys")
        return child

    def look_through(self):
        zoom = lambda: [text for text in self.desk.texts() if text.endswith(" %") and text[:-2].isdigit()]
        fitted = zoom()
        self.desk.key("plus", "plus", "Right", "Right", "shift+Right", "Down")
        checked(zoom() != fitted, "the scan is enlarged and moved by keys")
        self.desk.key("f")
        desk.wait_for("all of it again", lambda: zoom() == fitted)
        self.desk.key("i")
        checked(self.pressed("Invert"), "it is inverted")
        self.desk.key("i", "shift+a")
        checked(not self.pressed("Invert"), "and back")
        self.desk.key("w", "Left", "Up", "Escape")
        checked(self.pressed("Select and move"), "the window is set by arrows, Escape gives the tool up")

    def weigh(self):
        self.desk.key("n")
        self.picture("k1-finding")
        self.desk.key("j")
        desk.wait_for("the weight", lambda: self.pressed("Confirmed"))
        self.desk.key("n", "b", "shift+j")
        desk.wait_for("another weight", lambda: self.pressed("Explained") and not self.pressed("Confirmed"))
        checked(True, "findings are stepped through and weighed")

    def mark(self):
        # An arrow shows the crosshair, where it does not show yet.
        self.desk.key("ctrl+e", "r", "Left", "Return", "shift+Right", "shift+Down", "shift+Down", "Return")
        desk.wait_for("the mark in the store", lambda: len(self.marks()) == 1)
        self.desk.key("ctrl+Left", "ctrl+z", "ctrl+z")
        desk.wait_for("the mark gone", lambda: len(self.marks()) == 0)
        self.desk.key("ctrl+y")
        desk.wait_for("the mark back", lambda: len(self.marks()) == 1)
        checked(True, "a place is marked, moved, taken back and done again")

    def spring(self):
        self.desk.key("ctrl+e", "Escape")
        self.hold("e", lambda: checked(self.pressed("Mark an ellipse"), "a held key takes its tool up"))
        desk.wait_for("the former tool", lambda: self.pressed("Select and move"))
        checked(True, "and gives it back when it comes up")
        self.desk.key("e")
        time.sleep(0.5)
        checked(self.pressed("Mark an ellipse"), "a tapped key's tool stays")
        self.desk.key("Escape", "Escape")
        self.hold("z", lambda: checked(self.pressed("Loupe"), "the loupe is there while its key is held"))
        desk.wait_for("the loupe gone", lambda: not self.pressed("Loupe"))
        self.desk.key("z")
        time.sleep(0.5)
        checked(self.pressed("Loupe"), "a tap switches it on")
        self.picture("k2-loupe")
        self.desk.key("z")
        desk.wait_for("the loupe gone", lambda: not self.pressed("Loupe"))

    def panels(self):
        self.desk.key("ctrl+2")
        self.desk.key("ctrl+4")
        record = self.desk.find("Record", "page tab")
        selected = lambda name: self.desk.find(name, "page tab").get_state_set().contains(
            desk.Atspi.StateType.SELECTED) or self.desk.find(name, "page tab").get_state_set().contains(
            desk.Atspi.StateType.CHECKED)
        checked(record is not None and selected("Record"), "a page is shown by its key")
        self.desk.key("ctrl+z")
        desk.wait_for("the page before", lambda: selected("Findings"))
        self.desk.key("F9")
        desk.wait_for("the cases hidden", lambda: not self.pressed("Show the cases"))
        self.desk.key("ctrl+z")
        desk.wait_for("the cases back", lambda: self.pressed("Show the cases"))
        checked(len(self.marks()) == 1, "panels are taken back, the mark stays")

    def image(self):
        self.desk.key("F12")
        desk.wait_for("another window", lambda: self.application_windows() == 2)
        time.sleep(1.0)  # the picture, painted
        self.picture("k2-image")
        self.desk.key("F12")
        desk.wait_for("one window", lambda: self.application_windows() == 1)
        checked(True, "the image has a window of its own and comes back")
        self.focus_main()

    def application_windows(self):
        return len([child for child in (self.desk.application.get_child_at_index(i)
                                        for i in range(self.desk.application.get_child_count())) if child])

    def focus_main(self):
        subprocess.run(["xdotool", "windowfocus", self.desk.window], env=self.desk.environment, check=False)
        time.sleep(0.3)

    def decide(self):
        self.desk.key("ctrl+d")
        self.tab_to(self.desk.find("Examine"))
        self.desk.key("space")
        codes = self.desk.find("Reason code", "combo box")  # a button in it takes the keys
        desk.wait_for("the focus on the codes", lambda: self.desk.focused(codes) or self.desk.key("Tab"))
        self.desk.key("space")
        self.desk.find("Anomaly of density")
        self.desk.key("Home", "Down", "Return")
        self.tab_to(self.desk.find("Reason in your own words"))
        self.desk.type(REASON)
        self.tab_to(self.desk.find("Record", "push button"))
        self.desk.key("space")
        desk.wait_for("the decision in the store", lambda: self.record()["decisions"])
        checked(self.record()["decisions"][-1]["reason"] == REASON, "the decision and its reason are stored")
        self.picture("k3-decided")

    def next(self):
        self.desk.key("ctrl+Return")
        desk.wait_for("another case", lambda: self.desk.look(self.cases[1]["container"], "label"))
        checked(True, "the next case is opened")

    def own_keys(self, child):
        self.desk.key("F1")
        desk.wait_for("the page of keys", lambda: self.application_windows() == 2)
        keys = self.desk.environment
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", "^Keys$"], env=keys,
                               capture_output=True, text=True, check=False).stdout.split()
        subprocess.run(["xdotool", "windowfocus", found[0]], env=keys, check=False)
        time.sleep(0.5)
        self.desk.find("Search commands and keys")
        self.desk.type("Rectangle")
        self.picture("k4-keys")
        self.tab_to(self.desk.find("Another key in place of R"))
        self.desk.key("space")
        time.sleep(0.3)
        self.desk.key("e")
        self.desk.find("already does")
        self.picture("k5-conflict")
        self.tab_to(self.desk.find("Swap", "push button"))
        self.desk.key("space")
        self.desk.find("Another key in place of E")
        checked(True, "a key is given to another command, which is named, and swapped")
        self.desk.key("Escape")
        desk.wait_for("one window", lambda: self.application_windows() == 1)
        self.focus_main()
        self.desk.key("ctrl+e", "e")
        checked(self.pressed("Mark a rectangle"), "it counts at once")
        self.desk.key("Escape", "ctrl+q")
        checked(child.wait(desk.PATIENCE_S) == 0, "the program ended by itself with status 0")
        child = self.desk.launch(self.program, "--store", self.store)
        self.desk.key("ctrl+k")
        self.desk.find("Search the cases")
        self.desk.key("Tab")
        with open(os.path.join(self.desk.folder, "basira", "keys.ini"), encoding="utf-8") as file:
            checked("tool-rectangle=e" in file.read(), "the keys are kept")
        return child

    def run(self):
        self.prepare()
        child = self.open()
        self.look_through()
        self.weigh()
        self.mark()
        self.spring()
        self.panels()
        self.image()
        self.decide()
        self.next()
        child = self.own_keys(child)
        self.desk.key("ctrl+q")
        checked(child.wait(desk.PATIENCE_S) == 0, "the program ended by itself with status 0")


def main():
    pictures = sys.argv[3] if len(sys.argv) > 3 else None
    job = Job(sys.argv[1], sys.argv[2], pictures)
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
