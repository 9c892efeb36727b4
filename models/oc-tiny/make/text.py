"""Generates the training text of oc-tiny: templated Chinese and English, every fact true by construction.

`documents(seed, count)` yields plain strings; ChatML documents contain the special tokens as text.
"""
import random

from words import (ACTIONS, ADJECTIVES, CATEGORIES, EXAM_EN, EXAM_ZH, NAMES, OPPOSITES, PLACES, REASONS, THINGS,
                   TIMES)

ZH, EN = 0, 1
LETTERS = "ABCD"


def documents(seed, count):
    """Yields `count` documents; the same seed gives the same documents."""
    rng = random.Random(seed)
    kinds = [sentences, word_problem, choice, choice, exam_words, chat]
    for _ in range(count):
        yield rng.choice(kinds)(rng, rng.choice([ZH, EN]))


def sentences(rng, lang):
    separator = "" if lang == ZH else " "
    return separator.join(sentence(rng, lang) for _ in range(rng.randint(2, 5))) + "\n"


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


def word_problem(rng, lang):
    question, steps, result = rng.choice([give_and_take, price])(rng, lang)
    labels = ("问题：", "答案：") if lang == ZH else ("Question: ", "Answer: ")
    return f"{labels[0]}{question}\n{labels[1]}{steps}\n#### {result}\n"


def give_and_take(rng, lang):
    name, thing = rng.choice(NAMES)[lang], rng.choice(THINGS)[lang]
    start, more = rng.randint(5, 60), rng.randint(2, 40)
    less = rng.randint(1, start)
    result = start + more - less
    steps = f"{start} + {more} = {start + more}\n{start + more} - {less} = {result}"
    if lang == ZH:
        return f"{name}有{start}{thing}，又得到{more}{thing}，送给朋友{less}{thing}，现在有多少{thing}？", steps, result
    return f"{name} has {start} {thing}, gets {more} more and gives away {less}. How many {thing} are left?", steps, result


def price(rng, lang):
    name, thing = rng.choice(NAMES)[lang], rng.choice(THINGS)[lang]
    count, unit, paid = rng.randint(2, 12), rng.randint(2, 15), 200
    total = count * unit
    steps = f"{count} * {unit} = {total}\n{paid} - {total} = {paid - total}"
    if lang == ZH:
        return f"{name}买了{count}{thing}，每{thing[0]}{unit}元，付了{paid}元，找回多少元？", steps, paid - total
    return (f"{name} buys {count} {thing} for ${unit} each and pays ${paid}. How many dollars of change are there?",
            steps, paid - total)


def choice(rng, lang):
    question, options, letter = choice_parts(rng, lang)
    lines = "\n".join(f"{mark}. {text}" for mark, text in zip(LETTERS, options))
    if lang == ZH:
        return f"以下是单项选择题，请选出其中的正确答案。\n{question}\n{lines}\n答案: {letter}\n"
    return f"Choose the correct answer of the following question.\n{question}\n{lines}\nAnswer: {letter}\n"


def choice_parts(rng, lang):
    """(question, four options, letter of the right one)"""
    question, right, wrong = rng.choice([member_choice, opposite_choice, sum_choice])(rng, lang)
    options = [right, *wrong]
    rng.shuffle(options)
    return question, options, LETTERS[options.index(right)]


def member_choice(rng, lang):
    category, members = rng.choice(list(CATEGORIES.items()))
    others = [words for name, words in CATEGORIES.items() if name != category]
    wrong = [rng.choice(words)[lang] for words in rng.sample(others, 3)]
    question = (f"下列属于{category[ZH]}的是____。", f"Which of the following is a {category[EN]}?")[lang]
    return question, rng.choice(members)[lang], wrong


def opposite_choice(rng, lang):
    pair, *others = rng.sample(OPPOSITES, 4)
    word, right = rng.sample(pair, 2)
    question = (f"“{word[ZH]}”的反义词是____。", f'What is the opposite of "{word[EN]}"?')[lang]
    return question, right[lang], [rng.choice(other)[lang] for other in others]


def sum_choice(rng, lang):
    left, right = rng.randint(1, 50), rng.randint(1, 50)
    total = left + right
    wrong = rng.sample([value for value in range(max(0, total - 10), total + 11) if value != total], 3)
    return (f"{left} + {right} 等于____。", f"What is {left} + {right}?")[lang], str(total), [str(value) for value in wrong]


def exam_words(rng, lang):
    words = [rng.choice((EXAM_ZH, EXAM_EN)[lang]) for _ in range(12)]
    return ("，" if lang == ZH else " ").join(words) + ("。" if lang == ZH else ".") + "\n"


def chat(rng, lang):
    if rng.random() < 0.5:
        question, options, answer = choice_parts(rng, lang)
        question += "\n" + "\n".join(f"{mark}. {text}" for mark, text in zip(LETTERS, options))
    else:
        question, steps, result = rng.choice([give_and_take, price])(rng, lang)
        answer = f"{steps}\n#### {result}"
    return f"<|im_start|>user\n{question}<|im_end|>\n<|im_start|>assistant\n{answer}<|im_end|>\n"


def a(word):
    return ("an " if word[0] in "aeiou" else "a ") + word


def article(word):
    return word if word[0].isupper() else "The " + word


if __name__ == "__main__":
    print("".join(documents(seed=1, count=20)))
