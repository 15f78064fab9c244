"""What a core of a running process would contain, read without stopping it or writing it anywhere."""

import base64
from pathlib import Path

CHUNK = 1 << 22


class Found:
    def __init__(self, address, mapping, form):
        self.address, self.mapping, self.form = address, mapping, form

    def __str__(self):
        return f"{self.form} at {self.address:#x} in {self.mapping or 'anonymous memory'}"


def copies_in_memory(pid, secret, protected=False):
    """Where the secret lies as UTF-8, UTF-16 or Base64. A part counts, as the heap overwrites the begin of a freed buffer.

    `protected` searches what is kept out of cores instead. The process must be a child of this one and allow itself to be dumped.
    """
    encoded = {"UTF-8": secret, "UTF-16": secret.decode().encode("utf-16-le"), "Base64": base64.b64encode(secret)}
    forms = {}
    for name, value in encoded.items():
        size = len(value) // 8 * 2
        for part in range(4):
            forms[f"part {part + 1} of 4 as {name}"] = value[part * size: (part + 1) * size]
    found = []
    with open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
        for start, end, mapping in mappings(pid, protected):
            found.extend(_search(memory, start, end, mapping, forms))
    return found


def mappings(pid, protected):
    """Writable memory: what the program keeps out of cores (madvise MADV_DONTDUMP), or all else."""
    mapping = None
    for line in Path(f"/proc/{pid}/smaps").read_text().splitlines():
        fields = line.split()
        if not fields[0].endswith(":"):
            first, last = (int(part, 16) for part in fields[0].split("-"))
            mapping = (first, last, " ".join(fields[5:])) if "w" in fields[1] else None
        elif fields[0] == "VmFlags:" and mapping and ("dd" in fields[1:]) == protected:
            yield mapping


def _search(memory, start, end, mapping, forms):
    overlap = max(map(len, forms.values())) - 1
    tail, at = b"", start
    while at < end:
        try:
            memory.seek(at)
            piece = memory.read(min(CHUNK, end - at))
        except (OSError, ValueError):
            return  # went away meanwhile, or is no memory
        if not piece:
            return
        block, base = tail + piece, at - len(tail)
        for form, needle in forms.items():
            place = block.find(needle)
            while place >= 0:
                if place + len(needle) > len(tail):
                    yield Found(base + place, mapping, form)
                place = block.find(needle, place + 1)
        tail = block[-overlap:]
        at += len(piece)
