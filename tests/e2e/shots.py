"""Pictures of the private screen, read from the X server's frame buffer file (XWD) and written as PNG."""

import struct
import time
import zlib

HEADER_FIELDS = 25


def read_frame(folder):
    """(width, height, RGB bytes) of what the screen shows now."""
    data = (folder / "Xvfb_screen0").read_bytes()
    header = struct.unpack(f">{HEADER_FIELDS}I", data[: 4 * HEADER_FIELDS])
    header_size, width, height, bits, line, colours = (header[i] for i in (0, 4, 5, 11, 12, 19))
    if bits != 32:
        raise ValueError(f"The frame buffer has {bits} bits a pixel: 32 were expected.")
    start = header_size + 12 * colours
    pixels = b"".join(data[start + y * line : start + y * line + 4 * width] for y in range(height))
    rgb = bytearray(3 * width * height)
    rgb[0::3], rgb[1::3], rgb[2::3] = pixels[2::4], pixels[1::4], pixels[0::4]
    return width, height, bytes(rgb)


def settled_frame(folder, seconds=1.5, pause=0.06):
    """The screen once three reads in a row are equal; a screen that never rests is taken as it is."""
    deadline = time.monotonic() + seconds
    frame, equal = read_frame(folder), 0
    while equal < 2 and time.monotonic() < deadline:
        time.sleep(pause)
        newer = read_frame(folder)
        equal = equal + 1 if newer == frame else 0
        frame = newer
    return frame


def write_png(path, frame):
    width, height, rgb = frame
    rows = b"".join(b"\0" + rgb[y * width * 3 : (y + 1) * width * 3] for y in range(height))

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    path.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows, 6))
        + chunk(b"IEND", b"")
    )


class Album:
    """Numbered pictures of one journey in one folder: 01-name.png, 02-…"""

    def __init__(self, folder, framebuffer):
        self.folder = folder
        self.framebuffer = framebuffer
        self.count = 0
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("[0-9][0-9]-*.png"):
            old.unlink()

    def take(self, name):
        self.count += 1
        path = self.folder / f"{self.count:02d}-{name}.png"
        write_png(path, settled_frame(self.framebuffer))
        return path
