"""The tokenizer of oc-tiny, learned from the training text, in GGUF's and in Hugging Face's form."""
import json

from architecture import CHAT_TEMPLATE, CONTEXT, SPECIAL_TOKENS, VOCABULARY_SIZE
from bpe import SPLIT, Tokenizer, learn_merges
from text import vocabulary_texts

VOCABULARY_SEED, VOCABULARY_DOCUMENTS = 1, 20_000


def make_tokenizer():
    texts = vocabulary_texts(VOCABULARY_SEED, VOCABULARY_DOCUMENTS)
    plain = (part for text in texts for part in split_at_special_tokens(text))
    merges = learn_merges(plain, VOCABULARY_SIZE - 256 - len(SPECIAL_TOKENS))
    return Tokenizer(merges, SPECIAL_TOKENS)


def split_at_special_tokens(text):
    for token in SPECIAL_TOKENS:
        text = text.replace(token, "\0")
    return text.split("\0")


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


def write_tokenizer_config(path):
    """What transformers-like libraries read beside tokenizer.json."""
    document = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "bos_token": "<|startoftext|>",
        "eos_token": "<|im_end|>",
        "pad_token": "<|pad|>",
        "add_bos_token": True,
        "clean_up_tokenization_spaces": False,
        "model_max_length": CONTEXT,
        "chat_template": CHAT_TEMPLATE,
    }
    path.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
