"""A desk for end-to-end tests: a display, a session bus and an accessibility bus of their own,
one program on them, and the hands of an officer (pointer and keys through XTEST, eyes through
the accessibility tree)."""

import os
import shutil
import signal
import subprocess
import tempfile
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

PATIENCE_S = 60  # for one thing to appear; generous: machines that run tests are slow and shared
EVENTS = 8  # that one key with its modifiers, or one click, can become, and the answers that they bring


class Failure(Exception):
    pass


def wait_for(what, condition, patience=PATIENCE_S):
    """The first true answer of condition(); Failure with `what` when it never comes."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        try:
            answer = condition()
            if answer:
                return answer
        except gi.repository.GLib.Error:
            pass  # a widget went away while it was looked at
        time.sleep(0.1)
    raise Failure(f"waited {patience} s in vain for {what}")


class Desk:
    def __init__(self, width=1600, height=1000):
        self.folder = tempfile.mkdtemp(prefix="basira-e2e-")
        self.children = []
        self.environment = {
            **os.environ,
            "HOME": self.folder, "XDG_DATA_HOME": self.folder, "XDG_CONFIG_HOME": self.folder,
            "XDG_CACHE_HOME": self.folder, "XDG_RUNTIME_DIR": self.folder,
            "GSETTINGS_BACKEND": "memory", "GDK_BACKEND": "x11", "GSK_RENDERER": "cairo",
            "GDK_DEBUG": "gl-disable",
            "LIBGL_ALWAYS_SOFTWARE": "1", "GTK_A11Y": "atspi", "LC_ALL": "C.UTF-8", "TZ": "UTC",
        }
        for name in ("WAYLAND_DISPLAY", "NO_AT_BRIDGE", "LANGUAGE", "G_DEBUG"):
            self.environment.pop(name, None)
        self._display(width, height)
        self._bus()

    def _start(self, *command, **options):
        child = subprocess.Popen(command, env=self.environment, **options)
        self.children.append(child)
        return child

    def _display(self, width, height):
        reading, writing = os.pipe()
        self._start("Xvfb", "-displayfd", str(writing), "-screen", "0", f"{width}x{height}x24",
                    "-nolisten", "tcp", "-noreset", pass_fds=[writing], stderr=subprocess.DEVNULL)
        os.close(writing)
        number = os.read(reading, 16).decode().strip()
        if not number:
            raise Failure("Xvfb did not start")
        os.environ["DISPLAY"] = self.environment["DISPLAY"] = f":{number}"

    def _bus(self):
        bus = self._start("dbus-daemon", "--session", "--nofork", "--print-address",
                          stdout=subprocess.PIPE)
        address = bus.stdout.readline().decode().strip()
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = self.environment["DBUS_SESSION_BUS_ADDRESS"] = address
        Atspi.init()

    def close(self):
        for child in reversed(self.children):
            if child.poll() is None:
                child.send_signal(signal.SIGTERM)
        for child in reversed(self.children):
            try:
                child.wait(5)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    # The program.

    def launch(self, *command):
        child = self._start(*command)
        self.application = wait_for("the program's window", lambda: self._application(child.pid))
        self.window = wait_for("its window on the display", lambda: self._window(child.pid))
        subprocess.run(["xdotool", "windowfocus", self.window], env=self.environment, check=False)
        return child

    def _application(self, pid):
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(index)
            if application and application.get_process_id() == pid and application.get_child_count():
                return application
        return None

    def _window(self, pid):
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(pid)],
                               env=self.environment, capture_output=True, text=True, check=False)
        return found.stdout.split()[0] if found.stdout.split() else None

    # Eyes.

    def widgets(self, root=None):
        root = root or self.application
        queue = [root]
        while queue:
            widget = queue.pop()
            yield widget
            for index in reversed(range(widget.get_child_count())):
                child = widget.get_child_at_index(index)
                if child:
                    queue.append(child)

    def find(self, name, role=None, patience=PATIENCE_S):
        """The first shown widget whose accessible name holds `name`."""
        return wait_for(f"'{name}'" + (f" ({role})" if role else ""),
                        lambda: self.look(name, role), patience)

    def look(self, name, role=None):
        for widget in self.widgets():
            text = widget.get_name() or ""
            if name in text and (role is None or widget.get_role_name() == role) and self.shown(widget):
                return widget
        return None

    def shown(self, widget):
        """GTK 4.8 says VISIBLE, never SHOWING, of what is inside a window; what lies on a hidden
        page has no size."""
        if not widget.get_state_set().contains(Atspi.StateType.VISIBLE):
            return False
        if not widget.get_component_iface():
            return True
        _, _, width, height = self.box(widget)
        return width > 0 and height > 0

    @staticmethod
    def sensitive(widget):
        return widget.get_state_set().contains(Atspi.StateType.SENSITIVE)

    def texts(self):
        return [widget.get_name() for widget in self.widgets() if widget.get_name() and self.shown(widget)]

    # Hands.

    def box(self, widget):
        extents = widget.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
        return extents.x, extents.y, extents.width, extents.height

    def xdotool(self, *words):
        subprocess.run(["xdotool", *map(str, words)], env=self.environment, check=True)

    def border(self):
        """What the window's own frame adds around the widgets that it speaks of, pixels."""
        geometry = subprocess.run(["xdotool", "getwindowgeometry", "--shell", self.window],
                                  env=self.environment, capture_output=True, text=True, check=True)
        width = int(geometry.stdout.split("WIDTH=")[1].split()[0])
        _, _, inner, _ = self.box(self.application.get_child_at_index(0))
        return (width - inner) // 2

    def at(self, widget, across=0.5, down=0.5):
        x, y, width, height = self.box(widget)
        border = self.border()
        return round(x + across * width) + border, round(y + down * height) + border

    def settle(self):
        """Waits until the program has taken what it was sent: it answers one question, and takes at least
        one event, each time round its loop."""
        for _ in range(EVENTS):
            try:
                self.box(self.application.get_child_at_index(0))
            except (gi.repository.GLib.Error, AttributeError):
                return  # the window, or the program, has ended

    def point(self, x, y):
        self.xdotool("mousemove", "--window", self.window, x, y)
        time.sleep(0.05)

    def click(self, widget, across=0.5, down=0.5):
        self.point(*self.at(widget, across, down))
        self.xdotool("click", 1)
        time.sleep(0.2)
        self.settle()

    def focused(self, root):
        return any(widget.get_state_set().contains(Atspi.StateType.FOCUSED) for widget in self.widgets(root))

    def has_keys(self):
        """The widget that has the keys, in words."""
        for widget in self.widgets():
            if widget.get_state_set().contains(Atspi.StateType.FOCUSED):
                return f"{widget.get_role_name()}: {widget.get_name()}"
        return None

    def focus(self, name):
        """Clicks a field until it takes the keys: a closing list swallows the first click."""
        def try_once():
            widget = self.find(name)
            self.click(widget)
            return self.focused(widget)
        wait_for(f"'{name}' to take the keys", try_once)

    def drag(self, start, end, button=1):
        self.point(*start)
        self.xdotool("mousedown", button)
        for step in range(1, 9):
            self.point(*(round(a + (b - a) * step / 8) for a, b in zip(start, end)))
        self.xdotool("mouseup", button)
        time.sleep(0.2)
        self.settle()

    def key(self, *keys):
        for key in keys:
            self.xdotool("key", key)
            time.sleep(0.1)
            self.settle()

    def type(self, text):
        self.xdotool("type", "--delay", 20, text)
        time.sleep(0.2)
        for _ in text:
            self.settle()

    def picture(self, path):
        subprocess.run(["import", "-window", "root", path], env=self.environment, check=False)
