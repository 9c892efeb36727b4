"""Byte-level BPE: learns merges from text and encodes with them (GPT-2 byte alphabet, the split of Qwen2 models).

Same splits and same merges as llama.cpp's pre-tokenizer "qwen2" and as the Split expression in tokenizer.json.
"""
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from functools import lru_cache

# As Hugging Face tokenizers and llama.cpp read it; Python's `re` has no \p, see `_python_split`.
SPLIT = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)
LONGEST_TOKEN = 12  # bytes: four Chinese characters. Longer merges would learn whole templates.


class Tokenizer:
    """`tokens` holds every token as text (byte alphabet, then merges, then special tokens); ids are indices."""

    def __init__(self, merges, special_tokens):
        self.merges = merges
        self.tokens = list(BYTE_ALPHABET) + [left + right for left, right in merges] + list(special_tokens)
        self.special_tokens = list(special_tokens)
        self.ids = {token: index for index, token in enumerate(self.tokens)}
        self._ranks = {pair: rank for rank, pair in enumerate(merges)}
        self._special_split = re.compile("(" + "|".join(map(re.escape, special_tokens)) + ")")
        self._encode_word = lru_cache(maxsize=None)(self._encode_word)

    def encode(self, text):
        """Token ids; special tokens written in the text become their ids. No BOS is added."""
        ids = []
        for part in self._special_split.split(text):
            if part in self.special_tokens:
                ids.append(self.ids[part])
            else:
                for word in split_words(part):
                    ids.extend(self._encode_word(word))
        return ids

    def _encode_word(self, word):
        symbols = to_alphabet(word)
        while len(symbols) > 1:
            pair = min(zip(symbols, symbols[1:]), key=lambda pair: self._ranks.get(pair, sys.maxsize))
            if pair not in self._ranks:
                break
            symbols = merge_pair(symbols, pair)
        return tuple(self.ids[symbol] for symbol in symbols)


def learn_merges(texts, count):
    """The `count` merges of greedy BPE. Ties are broken by the pair's text, so the result is repeatable."""
    word_counts = Counter(word for text in texts for word in split_words(text))
    words = [(to_alphabet(word), times) for word, times in word_counts.items()]
    pair_counts, pair_words = Counter(), defaultdict(set)
    for index, (symbols, times) in enumerate(words):
        for pair in zip(symbols, symbols[1:]):
            pair_counts[pair] += times
            pair_words[pair].add(index)
    merges, tokens = [], set()
    while len(merges) < count:
        # A token is made in one way only: two ways to spell it would give it two ids.
        best = max((pair for pair in pair_counts if len(text := pair[0] + pair[1]) <= LONGEST_TOKEN and text not in tokens),
                   key=lambda pair: (pair_counts[pair], pair))
        if pair_counts[best] < 1:
            raise ValueError(f"the text is too small: only {len(merges)} of {count} merges found")
        merges.append(best)
        tokens.add(best[0] + best[1])
        for index in list(pair_words[best]):
            symbols, times = words[index]
            merged = merge_pair(symbols, best)
            for pair in zip(symbols, symbols[1:]):
                pair_counts[pair] -= times
            for pair in zip(merged, merged[1:]):
                pair_counts[pair] += times
                pair_words[pair].add(index)
            words[index] = (merged, times)
        del pair_counts[best]
    return merges


def merge_pair(symbols, pair):
    merged, index = [], 0
    while index < len(symbols):
        if tuple(symbols[index:index + 2]) == pair:
            merged.append(pair[0] + pair[1])
            index += 2
        else:
            merged.append(symbols[index])
            index += 1
    return merged


def split_words(text):
    return [match.group(0) for match in _python_split().finditer(text)]


def to_alphabet(word):
    return [BYTE_ALPHABET[byte] for byte in word.encode("utf-8")]


@lru_cache(maxsize=None)
def _python_split():
    letters, numbers = _character_class("L"), _character_class("N")
    return re.compile(SPLIT.replace(r"\p{L}+", f"[{letters}]+").replace(r"|\p{N}|", f"|[{numbers}]|")
                      .replace(r"\p{L}", letters).replace(r"\p{N}", numbers))


def _character_class(category):
    """Ranges of all characters of a general category, for use inside [...]."""
    ranges, start = [], None
    for code in range(sys.maxunicode + 2):
        inside = code <= sys.maxunicode and unicodedata.category(chr(code)).startswith(category)
        if inside and start is None:
            start = code
        elif not inside and start is not None:
            ranges.append(f"\\U{start:08x}-\\U{code - 1:08x}")
            start = None
    return "".join(ranges)


def _byte_alphabet():
    """GPT-2's printable stand-ins: visible Latin-1 bytes stand for themselves, the others for U+0100 and up."""
    visible = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    hidden = [byte for byte in range(256) if byte not in visible]
    table = {byte: chr(byte) for byte in visible} | {byte: chr(256 + n) for n, byte in enumerate(hidden)}
    return [table[byte] for byte in range(256)]


BYTE_ALPHABET = _byte_alphabet()
