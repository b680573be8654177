"""The part of a desktop that shows notes and tray signs, on the session bus: it has no screen, but says what it was
told to show and does what a person would. One line of JSON for each, out of and into the program.

Desktop Notifications Specification 1.2, StatusNotifierItem, com.canonical.dbusmenu.
"""

import json
import sys

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

NOTES = "org.freedesktop.Notifications"
NOTES_PATH = "/org/freedesktop/Notifications"
NOTES_XML = f"""<node><interface name="{NOTES}">
  <method name="GetCapabilities"><arg type="as" direction="out"/></method>
  <method name="Notify">
    <arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
    <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
    <arg type="a{{sv}}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/>
  </method>
  <method name="CloseNotification"><arg type="u" direction="in"/></method>
  <method name="GetServerInformation">
    <arg type="s" direction="out"/><arg type="s" direction="out"/>
    <arg type="s" direction="out"/><arg type="s" direction="out"/>
  </method>
  <signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
</interface></node>"""
SIGNS = "org.kde.StatusNotifierWatcher"
SIGNS_XML = f"""<node><interface name="{SIGNS}">
  <method name="RegisterStatusNotifierItem"><arg type="s" direction="in"/></method>
  <property name="IsStatusNotifierHostRegistered" type="b" access="read"/>
  <property name="ProtocolVersion" type="i" access="read"/>
</interface></node>"""
PROPERTIES = {"IsStatusNotifierHostRegistered": GLib.Variant("b", True), "ProtocolVersion": GLib.Variant("i", 0)}

bus = Gio.bus_get_sync(Gio.BusType.SESSION)
shown = 0
sign = None


def say(**what):
    print(json.dumps(what), flush=True)


def on_notes(_bus, _sender, _path, _interface, method, given, call):
    global shown
    if method == "Notify":
        app, _replaces, _icon, title, text, actions, _hints, _timeout = given.unpack()
        shown += 1
        call.return_value(GLib.Variant("(u)", (shown,)))
        pairs = dict(zip(actions[::2], actions[1::2]))
        say(note={"id": shown, "app": app, "title": title, "text": text, "actions": pairs})
    elif method == "GetCapabilities":
        call.return_value(GLib.Variant("(as)", (["actions", "body"],)))
    elif method == "GetServerInformation":
        call.return_value(GLib.Variant("(ssss)", ("desk", "test", "1", "1.2")))
    else:
        call.return_value(None)


def on_signs(_bus, sender, _path, _interface, _method, given, call):
    global sign
    (path,) = given.unpack()
    sign = (sender, path)
    call.return_value(None)


def ask(path, interface, method, given):
    return bus.call_sync(sign[0], path, interface, method, given, None, Gio.DBusCallFlags.NONE, 5_000, None).unpack()


def menu():
    """Where the sign's menu is, and its entries: label to id."""
    if sign is None:
        return None, {}
    wanted = GLib.Variant("(ss)", ("org.kde.StatusNotifierItem", "Menu"))
    (path,) = ask(sign[1], "org.freedesktop.DBus.Properties", "Get", wanted)
    layout = GLib.Variant("(iias)", (0, -1, ["label"]))
    _revision, (_id, _root, entries) = ask(path, "com.canonical.dbusmenu", "GetLayout", layout)
    return path, {properties.get("label", ""): entry for entry, properties, _below in entries}


def told(_source, _condition):
    line = sys.stdin.readline()
    if not line:
        loop.quit()
        return False
    wish = json.loads(line)
    if "press" in wish:
        bus.emit_signal(None, NOTES_PATH, NOTES, "ActionInvoked", GLib.Variant("(us)", (wish["press"], "default")))
        return True
    try:
        path, entries = menu()
        if "choose" in wish:
            event = GLib.Variant("(isvu)", (entries[wish["choose"]], "clicked", GLib.Variant("i", 0), 0))
            ask(path, "com.canonical.dbusmenu", "Event", event)
        say(menu=list(entries))
    except GLib.Error:
        # The menu is being made anew: whoever asks will ask again.
        say(menu=[])
    return True


def export(path, xml, on_call, on_get=None):
    (interface,) = Gio.DBusNodeInfo.new_for_xml(xml).interfaces
    bus.register_object(path, interface, on_call, on_get, None)


loop = GLib.MainLoop()
export(NOTES_PATH, NOTES_XML, on_notes)
export("/StatusNotifierWatcher", SIGNS_XML, on_signs, lambda *given: PROPERTIES[given[4]])
for name in (NOTES, SIGNS):
    Gio.bus_own_name_on_connection(bus, name, Gio.BusNameOwnerFlags.NONE, None, None)
bus.flush_sync(None)
GLib.unix_fd_add_full(GLib.PRIORITY_DEFAULT, sys.stdin.fileno(), GLib.IOCondition.IN | GLib.IOCondition.HUP, told)
say(ready=True)
loop.run()
