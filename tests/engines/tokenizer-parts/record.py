"""Records what Hugging Face's `tokenizers` makes of texts, part by part.

    python -m venv venv && venv/bin/pip install tokenizers==0.23.3
    venv/bin/python record.py

Reads recorded.json and writes its "want" again.
"""

import json
import pathlib

from tokenizers import Tokenizer

path = pathlib.Path(__file__).parent / "recorded.json"
model = {"type": "BPE", "vocab": {}, "merges": []}
nothing = {"added_tokens": [], "normalizer": None, "pre_tokenizer": None, "post_processor": None, "decoder": None}


def part(name, config):
    tokenizer = Tokenizer.from_str(json.dumps({"version": "1.0", **nothing, "model": model, name: config}))
    return getattr(tokenizer, name)


recorded = json.loads(path.read_text("utf8"))
for case in recorded["normalizer"]:
    case["want"] = [part("normalizer", case["config"]).normalize_str(text) for text in recorded["texts"]]
for case in recorded["pre_tokenizer"]:
    cut = part("pre_tokenizer", case["config"]).pre_tokenize_str
    case["want"] = [[piece for piece, _ in cut(text)] for text in recorded["texts"]]
for case in recorded["decoder"]:
    case["want"] = [part("decoder", case["config"]).decode(tokens) for tokens in recorded["tokens"]]
path.write_text(json.dumps(recorded, ensure_ascii=False, separators=(",", ":")).replace('{"config"', '\n{"config"') + "\n", "utf8")
