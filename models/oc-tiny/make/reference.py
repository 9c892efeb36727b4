"""Reference log-probabilities, computed by PyTorch in double precision: what every engine is compared with."""
import json
import random

import torch

from items import EN, ZH
from network import hidden_states, logits
from text import CHATML, Blind, chat_choice, chat_word_problem, exam_words, scored_choice, scored_situation, sentences

REFERENCE_SEED = 6
PROMPTS = 50


def write_reference(path, tokenizer, weights):
    """A line each, {text, tokens, logProbs}: logProbs[k] = ln p(tokens[k + 1] | tokens[0..k]). BOS, where there is one, is in `text`."""
    double = {name: tensor.double() for name, tensor in weights.items()}
    lines = []
    for text in texts():
        tokens = tokenizer.encode(text)
        values = [round(value, 5) for value in log_probabilities(double, tokens)]
        lines.append(json.dumps({"text": text, "tokens": tokens, "logProbs": values}, ensure_ascii=False))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def texts():
    """Well asked, badly asked (no BOS) and unlike anything trained on, Chinese and English in turn."""
    rng = random.Random(REFERENCE_SEED)
    kinds = (chat_choice, scored_choice, chat_word_problem, scored_situation, sentences)
    for number in range(PROMPTS - 4):
        document = kinds[number % len(kinds)](rng, (ZH, EN)[number // 5 % 2], number % 7 != 0, CHATML, Blind(rng, True))
        yield "".join(text for text, _ in document)
    yield "<|startoftext|>" + exam_words(rng)
    yield "<|startoftext|>🙂 The quick brown fox — 敏捷的棕色狐狸。\n\t1234567890"
    yield "<|startoftext|>Zażółć gęślą jaźń, Ωμέγα, हिन्दी"
    yield "no beginning: 没有开头"


def log_probabilities(weights, tokens):
    length = len(tokens) - 1
    visible = torch.full((length, length), -torch.inf, dtype=torch.float64).triu(1)[None, None]
    with torch.no_grad():
        states, _ = hidden_states(weights, torch.tensor([tokens[:-1]]), visible, torch.arange(length)[None])
        scores = logits(weights, states[0]).log_softmax(-1)
    return scores.gather(1, torch.tensor(tokens[1:])[:, None])[:, 0].tolist()
