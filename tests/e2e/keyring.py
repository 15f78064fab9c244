"""Looks into the private keyring and over the private disk, to see where a secret is and where it is not."""

import base64

from gi.repository import GLib

SERVICE = "org.freedesktop.secrets"
ROOT = "/org/freedesktop/secrets"


class Keyring:
    """Reads the Secret Service of a session over its bus, beside the program under test."""

    def __init__(self, session):
        self._call = session.bus_call
        plain = GLib.Variant("(sv)", ("plain", GLib.Variant("s", "")))
        self._session = self._call(SERVICE, ROOT, "org.freedesktop.Secret.Service", "OpenSession", plain).unpack()[1]

    def entries(self):
        """Object path → (label, secret bytes) of every unlocked entry."""
        found = {}
        for collection in self._property(ROOT, "org.freedesktop.Secret.Service", "Collections"):
            items = self._property(collection, "org.freedesktop.Secret.Collection", "Items")
            if not items:
                continue
            wanted = GLib.Variant("(aoo)", (items, self._session))
            secrets = self._call(SERVICE, ROOT, "org.freedesktop.Secret.Service", "GetSecrets", wanted).unpack()[0]
            for path, (_, _, value, _) in secrets.items():
                label = self._property(path, "org.freedesktop.Secret.Item", "Label")
                attributes = self._property(path, "org.freedesktop.Secret.Item", "Attributes")
                found[path] = (label, _decoded(bytes(value), attributes))
        return found

    def _property(self, path, interface, name):
        arguments = GLib.Variant("(ss)", (interface, name))
        return self._call(SERVICE, path, "org.freedesktop.DBus.Properties", "Get", arguments).unpack()[0]


def _decoded(value, attributes):
    """What the program stored: QtKeychain puts bytes into Base64 and says so."""
    return base64.b64decode(value) if attributes.get("type") == "base64" else value


def files_with(folder, needle, skip=()):
    """Files below the folder that contain the bytes, as UTF-8, UTF-16 or Base64, in content or name."""
    forms = (needle, needle.decode().encode("utf-16-le"), base64.b64encode(needle))
    found = []
    for path in folder.rglob("*"):
        if any(path == part or part in path.parents for part in skip) or not path.is_file():
            continue
        content = path.read_bytes()
        if any(form in content or form in str(path).encode() for form in forms):
            found.append(path)
    return found
