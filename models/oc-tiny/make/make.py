"""Writes every form of oc-tiny from the trained weights: GGUF, ONNX, reference log-probabilities.

    python3 models/oc-tiny/make/make.py WEIGHTS.npz

WEIGHTS.npz is what train.py wrote. Needs PyTorch, numpy, and `npm install` done: the quantiser is the one in the
node-llama-cpp package. The same weights give the same bytes.
"""
import sys
from pathlib import Path

import numpy as np
import torch

from export_gguf import FILE_TYPES, quantise, write_f16
from export_onnx import write_onnx_folder
from reference import write_reference
from tokenizer import make_tokenizer

ROOT = Path(__file__).resolve().parents[3]
GGUF_FOLDER, ONNX_FOLDER = ROOT / "models/oc-tiny", ROOT / "models/oc-tiny-onnx"
REFERENCE = ROOT / "tests/models/oc-tiny-log-probs.jsonl"
LIBRARIES = ROOT / "node_modules/@node-llama-cpp/linux-x64/bins/linux-x64"


def main():
    # Rounded once, here: the F32 forms and the reference then hold the very numbers of the F16 file.
    trained = np.load(sys.argv[1])
    weights = {name: trained[name].astype(np.float16).astype(np.float32) for name in trained.files}
    tensors = {name: torch.from_numpy(array) for name, array in weights.items()}
    tokenizer = make_tokenizer()
    f16 = GGUF_FOLDER / "oc-tiny-f16.gguf"
    write_f16(f16, tokenizer, weights)
    for kind in FILE_TYPES:
        quantise(f16, GGUF_FOLDER / f"oc-tiny-{kind}.gguf", kind, LIBRARIES)
    write_onnx_folder(ONNX_FOLDER, tokenizer, tensors)
    write_reference(REFERENCE, tokenizer, tensors)


if __name__ == "__main__":
    main()
