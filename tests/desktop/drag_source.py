"""A small window from which files are dragged, as from a file manager. Paths are its arguments."""

import pathlib
import sys

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, Gtk  # noqa: E402

ADDRESSES = [pathlib.Path(path).absolute().as_uri() for path in sys.argv[1:]]

window = Gtk.Window(title="Berkas untuk diseret")
window.set_default_size(160, 100)
window.set_decorated(False)
# The window of Terbit may fill the screen: this one stays above it, in the corner.
window.set_keep_above(True)
window.move(0, 0)
area = Gtk.EventBox()
area.add(Gtk.Label(label=f"{len(ADDRESSES)} berkas"))
area.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
area.drag_source_add_uri_targets()
area.connect("drag-data-get", lambda _w, _c, data, _i, _t: data.set_uris(ADDRESSES))
window.connect("map-event", lambda *_: print("ready", flush=True))
window.add(area)
window.show_all()
Gtk.main()
