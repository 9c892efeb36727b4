"""Questions with known answers, made from the word lists: multiple choice, word problems, everyday situations.

Every item belongs to one side for good: a hash of its content says whether it is held out, so that no training
document can hold a question of the demo sets (in data/tiny), whatever the seeds are.
"""
import hashlib
from dataclasses import dataclass

from words import CATEGORIES, NAMES, OPPOSITES, PLACES, SITUATIONS, THINGS

ZH, EN = 0, 1
LETTERS = "ABCD"
HELD_OUT_PERCENT = 10
SUBJECTS = {"common_sense": ("生活常识", "common sense"), "vocabulary": ("汉语词汇", "vocabulary")}
# Trained on, never asked in the demo: finding a given word among the options teaches how to point at an option.
TRAINING_SUBJECTS = SUBJECTS | {"reading": ("阅读", "reading")}


@dataclass(frozen=True)
class Choice:
    subject: str  # a key of SUBJECTS
    question: str
    options: tuple  # four texts
    letter: str


@dataclass(frozen=True)
class WordProblem:
    question: str
    steps: str
    result: int

    @property
    def answer(self):
        return f"{self.steps}\n#### {self.result}"


@dataclass(frozen=True)
class Situation:
    context: str
    question: str
    answers: tuple  # three texts
    label: int  # 0, 1 or 2: which of them is right


def draw(make, rng, held_out=False):
    """The first item of one side that `make(rng)` comes up with."""
    while True:
        key, item = make(rng)
        if is_held_out(key) == held_out:
            return item


def is_held_out(key):
    return int.from_bytes(hashlib.sha256(repr(key).encode()).digest()[:4], "big") % 100 < HELD_OUT_PERCENT


def choice(lang):
    """A choice of any subject, in the shares of the training text."""
    makes = [choice_of(subject, lang) for subject in TRAINING_SUBJECTS]
    return lambda rng: rng.choices(makes, (0.5, 0.2, 0.3))[0](rng)


def choice_of(subject, lang):
    return {"common_sense": _category, "vocabulary": _opposite, "reading": _same_word}[subject](lang)


def _category(lang):
    def make(rng):
        (category, members), *others = rng.sample(list(CATEGORIES.items()), 4)
        right = rng.choice(members)[lang]
        wrong = [rng.choice(words)[lang] for _, words in others]
        return _choice("common_sense", rng, category_question(category, lang), right, wrong)

    return make


def _opposite(lang):
    def make(rng):
        pair, *others = rng.sample(OPPOSITES, 4)
        word, right = rng.sample(pair, 2)
        wrong = [rng.choice(other)[lang] for other in others]
        question = (f"“{word[ZH]}”的反义词是哪一项？", f"What is the opposite of {word[EN]}?")[lang]
        return _choice("vocabulary", rng, question, right[lang], wrong)

    return make


def _same_word(lang):
    def make(rng):
        right, *wrong = (rng.choice(words)[lang] for words in rng.sample(list(CATEGORIES.values()), 4))
        return _choice("reading", rng, same_word_question(right, lang), right, wrong)

    return make


def category_question(category, lang):
    return (f"下列哪一项属于“{category[ZH]}”？", f"Which one is a kind of {category[EN]}?")[lang]


def same_word_question(word, lang):
    return (f"下列哪一项是“{word}”？", f"Which one is the word {word}?")[lang]


def _choice(subject, rng, question, right, wrong):
    options = [right, *wrong]
    rng.shuffle(options)
    # The order of the options is not part of the key: a held-out question stays so in every order.
    key = ("choice", question, right, sorted(wrong))
    return key, Choice(subject, question, tuple(options), LETTERS[options.index(right)])


def word_problem(rng):
    name, thing = rng.choice(NAMES)[EN], rng.choice(THINGS)[EN]
    here, there = (place[EN] for place in rng.sample(PLACES, 2))
    start, change = rng.randint(1, 20), rng.randint(1, 20)
    gains = (
        f"{name} has {start} {thing} and buys {change} more. How many {thing} does {name} have now?",
        f"{name} finds {start} {thing} at the {here} and {change} at the {there}. How many {thing} are there in all?",
    )
    losses = (
        f"{name} has {start} {thing} and gives away {change}. How many {thing} are left?",
        f"There are {start} {thing} at the {here}. {name} takes {change} of them. How many {thing} are left there?",
    )
    if change > start or rng.random() < 0.5:
        question, steps, result = rng.choice(gains), f"{start} + {change} = {start + change}", start + change
    else:
        question, steps, result = rng.choice(losses), f"{start} - {change} = {start - change}", start - change
    return ("word problem", question), WordProblem(question, steps, result)


def situation(rng):
    kind, entries = rng.choice(list(SITUATIONS.items()))
    name = rng.choice(NAMES)[EN]
    (context, right), *others = rng.sample(entries, 3)
    answers = [right, *(answer for _, answer in others)]
    rng.shuffle(answers)
    key = ("situation", name, context, sorted(answers))
    item = Situation(f"{name} {context}.", kind.format(name=name), tuple(answers), answers.index(right))
    return key, item
