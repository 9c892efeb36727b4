"""Accuracy on held-out items while training, asked as the demo sets ask."""
import random

import torch

from items import EN, LETTERS, SUBJECTS, ZH, choice, choice_of, draw, situation, word_problem
from network import hidden_states, logits
from text import BOS, CHATML, chat_question, options_of

EXAM_SEED = 4
SHOTS = 3


def exam(weights, tokenizer, count):
    """{name: accuracy in percent} over `count` fresh held-out items each."""
    rng = random.Random(EXAM_SEED)
    ask = Asker(weights, tokenizer)
    with torch.no_grad():
        return {
            "zh_gen": percent(chat_choice(ask, rng, ZH) for _ in range(count)),
            "en_gen": percent(chat_choice(ask, rng, EN) for _ in range(count)),
            "zh_ppl": percent(scored_choice(ask, rng, ZH) for _ in range(count)),
            "en_ppl": percent(scored_choice(ask, rng, EN) for _ in range(count)),
            "words_gen": percent(chat_word_problem(ask, rng) for _ in range(count)),
            "situations_ppl": percent(scored_situation(ask, rng) for _ in range(count)),
            "en_reading": percent(scored_reading(ask, rng) for _ in range(count)),
            "zh_gen_no_bos": percent(chat_choice(ask, rng, ZH, bos="") for _ in range(count)),
        }


class Asker:
    """A model that is asked one text at a time."""

    def __init__(self, weights, tokenizer):
        self.weights, self.tokenizer = weights, tokenizer

    def letter(self, prompt):
        """The likeliest of " A" to " D" behind a text."""
        scores = self.scores(self.tokenizer.encode(prompt))[-1]
        return max(LETTERS, key=lambda letter: scores[self.tokenizer.ids[f"Ġ{letter}"]].item())

    def scores(self, tokens):
        """(length, vocabulary): ln p of the token after each position."""
        length = len(tokens)
        visible = torch.full((length, length), -1e9).triu(1)[None, None]
        states, _ = hidden_states(self.weights, torch.tensor([tokens]), visible, torch.arange(length)[None])
        return logits(self.weights, states[0]).log_softmax(-1)

    def log_probabilities(self, prompt, continuation):
        """ln p of each token of `continuation`, and whether it is the likeliest one everywhere."""
        start, wanted = self.tokenizer.encode(prompt), self.tokenizer.encode(continuation)
        scores = self.scores(start + wanted[:-1])[len(start) - 1:]
        target = torch.tensor(wanted)
        return scores.gather(1, target[:, None]).sum().item(), bool((scores.argmax(-1) == target).all())


def percent(outcomes):
    outcomes = list(outcomes)
    return round(100 * sum(outcomes) / len(outcomes), 1)


def choices(rng, lang):
    subject = rng.choice(list(SUBJECTS))
    shots = [draw(choice_of(subject, lang), rng) for _ in range(SHOTS)]
    return shots, draw(choice_of(subject, lang), rng, held_out=True)


def chat(turns, question, bos=BOS):
    before, between, after = CHATML
    shots = "".join(f"{before}{asked}{between}{answer}{after}" for asked, answer in turns)
    return f"{bos}{shots}{before}{question}{between}"


def chat_choice(ask, rng, lang, bos=BOS):
    shots, item = choices(rng, lang)
    prompt = chat([(chat_question(shot, lang), shot.letter) for shot in shots], chat_question(item, lang), bos)
    return ask.log_probabilities(prompt, f"{item.letter}<|im_end|>")[1]


def scored_choice(ask, rng, lang):
    shots, item = choices(rng, lang)
    subject = SUBJECTS[item.subject][lang]
    headline = (f"以下是关于{subject}的单项选择题，请直接给出正确答案的选项。\n",
                f"The following are multiple choice questions (with answers) about {subject}.\n\n")[lang]
    word = ("答案:", "Answer:")[lang]
    examples = "".join(f"{shot.question}\n{options_of(shot)}\n{word} {shot.letter}\n" for shot in shots)
    prompt = f"{BOS}{headline}{examples}{item.question}\n{options_of(item)}\n{word}"
    return item.letter == ask.letter(prompt)


def scored_reading(ask, rng):
    """The easiest choice, learned first: the option that is the very word asked for."""
    item = draw(choice_of("reading", EN), rng, held_out=True)
    prompt = f"{BOS}The following are multiple choice questions (with answers) about reading.\n\n{item.question}\n{options_of(item)}\nAnswer:"
    return item.letter == ask.letter(prompt)


def chat_word_problem(ask, rng):
    def question(item):
        return f"Question: {item.question}\nLet's think step by step\nAnswer:"

    shots = [draw(word_problem, rng) for _ in range(SHOTS)]
    item = draw(word_problem, rng, held_out=True)
    prompt = chat([(question(shot), shot.answer) for shot in shots], question(item))
    return ask.log_probabilities(prompt, f"{item.answer}<|im_end|>")[1]


def scored_situation(ask, rng):
    item = draw(situation, rng, held_out=True)
    prompt = f"{BOS}{item.context}\nQuestion: {item.question}\nAnswer:"
    scores = [ask.log_probabilities(prompt, f" {answer}")[0] / len(ask.tokenizer.encode(f" {answer}")) for answer in item.answers]
    return scores.index(max(scores)) == item.label
