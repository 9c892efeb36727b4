"""Makes oc-tiny: learns the vocabulary, draws the weights, writes oc-tiny-f16.gguf and tokenizer.json.

Run from anywhere: python3 models/oc-tiny/make/make.py. The same numpy version gives the same bytes.
"""
import json
from pathlib import Path

import numpy as np

from bpe import SPLIT, Tokenizer, learn_merges
from gguf import write_gguf
from text import documents

FOLDER = Path(__file__).resolve().parent.parent
VOCABULARY_SEED, VOCABULARY_DOCUMENTS = 1, 20_000
WEIGHTS_SEED = 2

VOCABULARY_SIZE = 2048
SPECIAL_TOKENS = ["<|endoftext|>", "<|startoftext|>", "<|im_start|>", "<|im_end|>", "<|pad|>"]
CHAT_TEMPLATE = (
    "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>\n' }}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)

CONTEXT, LAYERS, WIDTH, FEED_FORWARD, HEADS, KV_HEADS, HEAD_WIDTH = 4096, 4, 128, 320, 4, 2, 32
ROPE_BASE, NORM_EPSILON = 10000.0, 1e-5


def main():
    tokenizer = make_tokenizer()
    write_tokenizer_json(FOLDER / "tokenizer.json", tokenizer)
    write_model(FOLDER / "oc-tiny-f16.gguf", tokenizer, random_weights(WEIGHTS_SEED))


def make_tokenizer():
    texts = documents(VOCABULARY_SEED, VOCABULARY_DOCUMENTS)
    plain = (part for text in texts for part in split_at_special_tokens(text))
    merges = learn_merges(plain, VOCABULARY_SIZE - 256 - len(SPECIAL_TOKENS))
    return Tokenizer(merges, SPECIAL_TOKENS)


def split_at_special_tokens(text):
    for token in SPECIAL_TOKENS:
        text = text.replace(token, "\0")
    return text.split("\0")


def random_weights(seed):
    """Tensors by their GGUF names, float32. The head is the embedding, transposed."""
    rng = np.random.default_rng(seed)

    def matrix(rows, columns, gain=1.0):
        return (rng.standard_normal((rows, columns)) * gain / np.sqrt(columns)).astype(np.float32)

    def norm(value=1.0):
        return np.full(WIDTH, value, np.float32)

    # Layers outweigh the embedding in the residual stream: with a tied head the best next token would else be the
    # present one. The last norm spreads the logits to a standard deviation of about 3.
    weights = {"token_embd.weight": matrix(VOCABULARY_SIZE, WIDTH, 3.0), "output_norm.weight": norm(1.0)}
    for layer in range(LAYERS):
        block = {
            "attn_norm": norm(), "ffn_norm": norm(),
            "attn_q": matrix(HEADS * HEAD_WIDTH, WIDTH, 2.0), "attn_k": matrix(KV_HEADS * HEAD_WIDTH, WIDTH, 2.0),
            "attn_v": matrix(KV_HEADS * HEAD_WIDTH, WIDTH), "attn_output": matrix(WIDTH, HEADS * HEAD_WIDTH, 2.0),
            "ffn_gate": matrix(FEED_FORWARD, WIDTH, 2.0), "ffn_up": matrix(FEED_FORWARD, WIDTH),
            "ffn_down": matrix(WIDTH, FEED_FORWARD, 2.0),
        }
        weights |= {f"blk.{layer}.{name}.weight": array for name, array in block.items()}
    return weights


def write_model(path, tokenizer, weights):
    """Matrices as float16, norms as float32, as llama.cpp wants them."""
    tensors = {name: array.astype(np.float16) if array.ndim == 2 else array for name, array in weights.items()}
    write_gguf(path, architecture_metadata() | tokenizer_metadata(tokenizer), tensors)


def architecture_metadata():
    return {
        "general.architecture": "llama",
        "general.name": "oc-tiny",
        "general.description": "Tiny model of oc-local for tests and the demo; random weights",
        "general.license": "apache-2.0",
        "general.file_type": 1,
        "llama.vocab_size": VOCABULARY_SIZE,
        "llama.context_length": CONTEXT,
        "llama.embedding_length": WIDTH,
        "llama.block_count": LAYERS,
        "llama.feed_forward_length": FEED_FORWARD,
        "llama.attention.head_count": HEADS,
        "llama.attention.head_count_kv": KV_HEADS,
        "llama.attention.layer_norm_rms_epsilon": NORM_EPSILON,
        "llama.rope.dimension_count": HEAD_WIDTH,
        "llama.rope.freq_base": ROPE_BASE,
    }


def tokenizer_metadata(tokenizer):
    normal, control = 1, 3
    special = set(tokenizer.special_tokens)
    return {
        "tokenizer.ggml.model": "gpt2",
        "tokenizer.ggml.pre": "qwen2",
        "tokenizer.ggml.tokens": tokenizer.tokens,
        "tokenizer.ggml.token_type": [control if token in special else normal for token in tokenizer.tokens],
        "tokenizer.ggml.merges": [f"{left} {right}" for left, right in tokenizer.merges],
        "tokenizer.ggml.bos_token_id": tokenizer.ids["<|startoftext|>"],
        "tokenizer.ggml.eos_token_id": tokenizer.ids["<|im_end|>"],
        "tokenizer.ggml.eot_token_id": tokenizer.ids["<|im_end|>"],
        "tokenizer.ggml.padding_token_id": tokenizer.ids["<|pad|>"],
        "tokenizer.ggml.add_bos_token": True,
        "tokenizer.ggml.add_eos_token": False,
        "tokenizer.chat_template": CHAT_TEMPLATE,
    }


def write_tokenizer_json(path, tokenizer):
    """The same tokenizer in Hugging Face's format, for the ONNX form of the model."""
    bos = "<|startoftext|>"
    flags = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
    sequence_a, sequence_b = {"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}
    start = {"SpecialToken": {"id": bos, "type_id": 0}}
    byte_level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": False, "use_regex": False}
    split = {"type": "Split", "pattern": {"Regex": SPLIT}, "behavior": "Isolated", "invert": False}
    document = {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [{"id": tokenizer.ids[token], "content": token, **flags} for token in SPECIAL_TOKENS],
        "normalizer": None,
        "pre_tokenizer": {"type": "Sequence", "pretokenizers": [split, byte_level]},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [start, sequence_a],
            "pair": [start, sequence_a, sequence_b],
            "special_tokens": {bos: {"id": bos, "ids": [tokenizer.ids[bos]], "tokens": [bos]}},
        },
        "decoder": byte_level,
        "model": {
            "type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": None,
            "end_of_word_suffix": None, "fuse_unk": False, "byte_fallback": False, "ignore_merges": False,
            "vocab": {token: tokenizer.ids[token] for token in tokenizer.tokens if token not in SPECIAL_TOKENS},
            "merges": [f"{left} {right}" for left, right in tokenizer.merges],
        },
    }
    path.write_text(json.dumps(document, ensure_ascii=False, indent=0, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
