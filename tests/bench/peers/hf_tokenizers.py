"""How fast Hugging Face's tokenizers reads texts: one JSON list on standard input, {tokens, seconds} on standard output.

python3 hf_tokenizers.py <tokenizer.json or .gguf>
"""

import json
import os
import sys
import time


def load(path):
    if path.endswith(".json"):
        from tokenizers import Tokenizer

        return Tokenizer.from_file(path)
    from transformers import AutoTokenizer

    folder, file = os.path.split(path)
    return AutoTokenizer.from_pretrained(folder, gguf_file=file).backend_tokenizer


def main():
    texts = json.load(sys.stdin)
    tokenizer = load(sys.argv[1])
    tokenizer.encode_batch(texts[:2], add_special_tokens=False)
    start = time.perf_counter()
    encoded = tokenizer.encode_batch(texts, add_special_tokens=False)
    seconds = time.perf_counter() - start
    print(json.dumps({"tokens": sum(len(each.ids) for each in encoded), "seconds": seconds}))


main()
