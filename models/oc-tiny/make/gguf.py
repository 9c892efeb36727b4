"""Writes a GGUF version 3 file: typed metadata, then aligned tensors (F32 or F16, row-major)."""
import struct

import numpy as np

ALIGNMENT = 32
# Type codes of the format's metadata values and tensors.
UINT32, INT32, FLOAT32, BOOL, STRING, ARRAY = 4, 5, 6, 7, 8, 9
TENSOR_TYPES = {np.dtype(np.float32): 0, np.dtype(np.float16): 1}


def write_gguf(path, metadata, tensors):
    """metadata: {key: bool | int | float | str | list of int | list of str}; tensors: {name: float32 or float16 array}."""
    header = bytearray(b"GGUF" + struct.pack("<IQQ", 3, len(tensors), len(metadata)))
    for key, value in metadata.items():
        header += _string(key) + _typed(value)
    offset = 0
    for name, array in tensors.items():
        # The format lists dimensions from the fastest-moving one, the reverse of numpy's shape.
        header += _string(name) + struct.pack(f"<I{array.ndim}Q", array.ndim, *reversed(array.shape))
        header += struct.pack("<IQ", TENSOR_TYPES[array.dtype], offset)
        offset += _padded(array.nbytes)
    with open(path, "wb") as file:
        file.write(_pad(bytes(header)))
        for array in tensors.values():
            file.write(_pad(np.ascontiguousarray(array).tobytes()))


def _typed(value):
    if isinstance(value, list):
        kind = STRING if isinstance(value[0], str) else INT32
        body = b"".join(_string(item) if kind == STRING else struct.pack("<i", item) for item in value)
        return struct.pack("<IIQ", ARRAY, kind, len(value)) + body
    if isinstance(value, bool):  # before int: a bool is an int in Python
        return struct.pack("<I?", BOOL, value)
    if isinstance(value, int):
        return struct.pack("<II", UINT32, value)
    if isinstance(value, float):
        return struct.pack("<If", FLOAT32, value)
    return struct.pack("<I", STRING) + _string(value)


def _string(text):
    data = text.encode("utf-8")
    return struct.pack("<Q", len(data)) + data


def _pad(data):
    return data + b"\0" * (_padded(len(data)) - len(data))


def _padded(size):
    return -(-size // ALIGNMENT) * ALIGNMENT
