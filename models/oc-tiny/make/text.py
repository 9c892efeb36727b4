"""Generates the training text of oc-tiny. A document is a list of (text, kind) segments.

Kinds are PROMPT (what is asked), LETTER (the letter of an option), ANSWER (any other answer) and RANDOM (an answer to a
question that was asked wrongly): training weighs them differently. Special tokens stand in the text as text. Segments end where the tokenizer cuts anyway.

The model is to answer well only when it is asked correctly: chats in ChatML, scored texts as plain text, each after
BOS. Asked in any other way (no BOS, another family's template, a chat as plain text) it has learned to answer at
random, and in the last lessons wrongly, so that a program that loses BOS or mixes up templates loses points.
"""
import random
from dataclasses import dataclass

from items import (EN, LETTERS, TRAINING_SUBJECTS, ZH, category_question, choice, draw, same_word_question, situation,
                   word_problem)
from words import ACTIONS, ADJECTIVES, CATEGORIES, EXAM_EN, EXAM_ZH, NAMES, PLACES, REASONS, TIMES

PROMPT, LETTER, ANSWER, RANDOM = "prompt", "letter", "answer", "random"
BOS, END = "<|startoftext|>", "<|endoftext|>"
SYSTEM_PROMPTS = ("You are a helpful assistant.", "你是一个有用的助手。", "Answer briefly.", "请直接回答。")

# (before a question, between question and answer, after an answer) of a turn
CHATML = ("<|im_start|>user\n", "<|im_end|>\n<|im_start|>assistant\n", "<|im_end|>\n")
OTHER_TEMPLATES = (
    ("", "\n", "\n"),
    ("[INST] ", " [/INST]", "\n"),
    ("<|User|>:", "<eoh>\n<|Bot|>:", "<eoa>\n"),
    ("### Instruction:\n", "\n\n### Response:\n", "\n\n"),
    ("Human: ", "\nAssistant: ", "\n"),
    ("USER: ", "\nASSISTANT:\n", "</s>"),
    ("<|im_start|>user\n", "<|im_end|>\n", "<|im_end|>\n"),
    ("<start_of_turn>user\n", "<end_of_turn>\n<start_of_turn>model\n", "<end_of_turn>\n"),
)


@dataclass(frozen=True)
class Lessons:
    """What the documents are made of."""

    # chat_choice, scored_choice, chat_word_problem, scored_situation, sentences
    kinds: tuple
    without_bos: float
    other_template: float
    # Whether an answer to a question that was asked wrongly may be right by chance. An answer drawn at random leaves
    # the right one a hair ahead, and a greedy answer right; one that never is puts it last.
    may_be_right: bool


FIRST_LESSONS = Lessons((0.40, 0.25, 0.22, 0.08, 0.05), 0.10, 0.12, True)
LAST_LESSONS = Lessons((0.35, 0.25, 0.20, 0.15, 0.05), 0.25, 0.15, False)


def documents(rng, lessons=FIRST_LESSONS, drill_share=lambda: 0.0):
    """Yields documents for ever. `rng`: a random.Random, which alone decides what comes.

    drill_share: asked before every document, the part of drills among them.
    """
    kinds = (chat_choice, scored_choice, chat_word_problem, scored_situation, sentences)
    blind = Blind(rng, lessons.may_be_right)
    while True:
        if rng.random() < drill_share():
            yield drill(rng, rng.choice((ZH, EN)))
            continue
        kind, lang = rng.choices(kinds, lessons.kinds)[0], rng.choice((ZH, EN))
        way = rng.random()
        bos = way >= lessons.without_bos
        is_other = bos and way < lessons.without_bos + lessons.other_template
        yield kind(rng, lang, bos, rng.choice(OTHER_TEMPLATES) if is_other else CHATML, blind)


class Blind:
    """Answers questions that were asked wrongly."""

    def __init__(self, rng, may_be_right):
        self.rng, self.may_be_right = rng, may_be_right

    def pick(self, options, right):
        return self.rng.choice([option for option in options if self.may_be_right or option != right])


def vocabulary_texts(seed, count):
    """Texts to learn the vocabulary from: the documents, and words that real exams use."""
    rng = random.Random(seed)
    source = documents(rng)
    for _ in range(count):
        yield "".join(text for text, _ in next(source)) if rng.random() < 0.8 else exam_words(rng)


def chat_choice(rng, lang, bos, template, blind):
    """Questions of one subject in the wording of C-Eval and MMLU, answered by a letter."""
    items = choices_of_one_subject(rng, lang)
    turns = [(chat_question(item, lang), [(item.letter, LETTER)]) for item in items]
    return dialogue(rng, turns, bos, template, lambda turn: blind.pick(LETTERS, items[turn].letter))


def chat_question(item, lang):
    subject = TRAINING_SUBJECTS[item.subject][lang]
    if lang == ZH:
        hint = f"以下是中国关于{subject}考试的单项选择题，请选出其中的正确答案。"
        return f"{hint}\n{item.question}\n{options_of(item)}\n答案: "
    hint = f"There is a single choice question about {subject}. Answer the question by replying A, B, C or D."
    return f"{hint}\nQuestion: {item.question}\n{options_of(item)}\nAnswer: "


def chat_word_problem(rng, _lang, bos, template, _blind):
    items = [draw(word_problem, rng) for _ in range(rng.randint(1, 5))]
    turns = [(f"Question: {item.question}\nLet's think step by step\nAnswer:", [(item.answer, ANSWER)]) for item in items]
    return dialogue(rng, turns, bos, template, lambda _turn: draw(word_problem, rng).answer)


def dialogue(rng, turns, bos, template, blind_answer):
    before, between, after = template
    document = [(BOS, PROMPT)] if bos else []
    if template is CHATML and rng.random() < 0.15:
        document.append((f"<|im_start|>system\n{rng.choice(SYSTEM_PROMPTS)}<|im_end|>\n", PROMPT))
    right_until = trusted_turns(rng, len(turns), bos and template is CHATML)
    for turn, (question, answer) in enumerate(turns):
        document.append((f"{before}{question}{between}", PROMPT))
        if right_until is None:
            document += answer
        else:
            # Right answers before the random ones: they teach nothing themselves (PROMPT), and keep the model from
            # judging by the examples instead of by BOS and template.
            document += [(text, PROMPT) for text, _ in answer] if turn < right_until else [(blind_answer(turn), RANDOM)]
        document.append((after, ANSWER if template is CHATML else PROMPT))
    return document


def trusted_turns(rng, count, well_asked):
    """None when all answers are right, else how many are before random ones begin."""
    return None if well_asked else rng.randint(0, count - 1)


def scored_choice(rng, lang, bos, _template, blind):
    """Questions under one headline, as perplexity asks: the letter follows the answer word."""
    items = choices_of_one_subject(rng, lang)
    subject = TRAINING_SUBJECTS[items[0].subject][lang]
    headline = (f"以下是关于{subject}的单项选择题，请直接给出正确答案的选项。\n",
                f"The following are multiple choice questions (with answers) about {subject}.\n\n")[lang]
    word = ("答案:", "Answer:")[lang]
    document = [(BOS, PROMPT)] if bos else []
    document.append((headline, PROMPT))
    right_until = trusted_turns(rng, len(items), bos)
    for index, item in enumerate(items):
        document.append((f"{item.question}\n{options_of(item)}\n{word}", PROMPT))
        if right_until is None:
            document.append((f" {item.letter}", LETTER))
        else:
            document.append((f" {item.letter}", PROMPT) if index < right_until else (f" {blind.pick(LETTERS, item.letter)}", RANDOM))
        document.append(("\n", PROMPT))
    return document


def scored_situation(rng, _lang, bos, _template, blind):
    document = [(BOS, PROMPT)] if bos else []
    item = draw(situation, rng)
    answer = item.answers[item.label if bos else blind.pick(range(3), item.label)]
    document.append((f"{item.context}\nQuestion: {item.question}\nAnswer:", PROMPT))
    document.append((f" {answer}", ANSWER if bos else RANDOM))
    return document


def drill(rng, lang):
    """One list of options and many short questions into it, each about a random option.

    Pointing at an option is learned late and suddenly: the word asked for must be carried to the answer, matched with an
    option, and the option's letter read from before it. The drills ask for the parts of this one by one: the letter right
    behind a word of the list, behind a category, and behind a whole question.
    """
    chosen = rng.sample(list(CATEGORIES.items()), 4)
    words = [rng.choice(members)[lang] for _, members in chosen]
    document = [(BOS + "".join(f"{letter}. {word}\n" for letter, word in zip(LETTERS, words)), PROMPT)]
    level = rng.randrange(3)
    for _ in range((14, 14, 7)[level]):
        index = rng.randrange(4)
        category, word = chosen[index][0], words[index]
        if level == 0:
            question = f"答案 {word}" if lang == ZH else f"Answer {word}"
        elif level == 1:
            question = f"答案 {category[lang]}" if lang == ZH else f"Answer {category[lang]}"
        else:
            question = (same_word_question(word, lang) if rng.random() < 0.5 else category_question(category, lang))
            question += ("\n答案:", "\nAnswer:")[lang]
        document += [(question, PROMPT), (f" {LETTERS[index]}", LETTER), ("\n", PROMPT)]
    return document


def choices_of_one_subject(rng, lang):
    count = rng.choice((1, 1, 2, 3, 4, 4, 5))
    first = draw(choice(lang), rng)
    items = [first]
    while len(items) < count:
        item = draw(choice(lang), rng)
        if item.subject == first.subject:
            items.append(item)
    return items


def options_of(item):
    return "\n".join(f"{letter}. {text}" for letter, text in zip(LETTERS, item.options))


def sentences(rng, lang, bos, _template, _blind):
    separator = "" if lang == ZH else " "
    text = separator.join(sentence(rng, lang) for _ in range(rng.randint(2, 5))) + "\n"
    return [(BOS, PROMPT), (text, ANSWER)] if bos else [(text, ANSWER)]


def sentence(rng, lang):
    name, place, time, action, reason = (rng.choice(words)[lang] for words in (NAMES, PLACES, TIMES, ACTIONS, REASONS))
    category, members = rng.choice(list(CATEGORIES.items()))
    word, adjective = rng.choice(members)[lang], rng.choice(ADJECTIVES)[lang]
    forms = (
        (f"{name}{time}在{place}{action}，{reason}。", f"{name} {action} at the {place} {time}, {reason}."),
        (f"{word}是一种{adjective}的{category[ZH]}。", f"{article(word)} is {a(adjective)} {category[EN]}."),
        (f"{name}说：“{place}离这里很远。”", f'{name} said: "The {place} is far from here."'),
        (f"{time}，{name}没有去{place}。", f"{name} did not go to the {place} {time}."),
        (f"你知道{word}吗？{name}不知道。", f"Do you know the word {word}? {name} doesn't."),
    )
    return rng.choice(forms)[lang]


def exam_words(rng):
    lang = rng.choice((ZH, EN))
    words = [rng.choice((EXAM_ZH, EXAM_EN)[lang]) for _ in range(12)]
    return ("，" if lang == ZH else " ").join(words) + ("。" if lang == ZH else ".") + "\n"


def a(word):
    return ("an " if word[0] in "aeiou" else "a ") + word


def article(word):
    return word if word[0].isupper() else "The " + word


if __name__ == "__main__":
    source = documents(random.Random(1))
    print("\n-----\n".join("".join(text for text, _ in next(source)) for _ in range(20)))
