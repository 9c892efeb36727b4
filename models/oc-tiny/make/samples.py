"""Writes the demo sets to data/tiny: held-out items to be asked, trained-on ones as examples.

    python3 models/oc-tiny/make/samples.py
"""
import csv
import json
import random
from pathlib import Path

from items import EN, LETTERS, SUBJECTS, ZH, choice_of, draw, situation, word_problem

DATA = Path(__file__).resolve().parents[3] / "data" / "tiny"
SAMPLE_SEED = 5
EXAMPLES, ROWS, ROWS_PER_SUBJECT, UNANSWERED = 5, 100, 60, 5


def main():
    rng = random.Random(SAMPLE_SEED)
    write_gsm8k(rng)
    write_ceval(rng)
    write_mmlu(rng)
    write_siqa(rng)


def distinct(make, rng, count, held_out):
    items = []
    while len(items) < count:
        item = draw(make, rng, held_out)
        if item not in items:
            items.append(item)
    return items


def write_gsm8k(rng):
    for split, count in (("train", EXAMPLES), ("test", ROWS)):
        items = distinct(word_problem, rng, count, split == "test")
        write_jsonl(f"gsm8k/{split}.jsonl", [{"question": item.question, "answer": item.answer} for item in items])


def write_ceval(rng):
    columns = ["id", "question", *LETTERS, "answer", "explanation"]
    for subject in SUBJECTS:
        for split, count in (("dev", EXAMPLES), ("val", ROWS_PER_SUBJECT), ("test", UNANSWERED)):
            items = distinct(choice_of(subject, ZH), rng, count, split != "dev")
            rows = [[index, item.question, *item.options, item.letter, ""] for index, item in enumerate(items)]
            # As in the real files: explanations in dev only, no answers in test.
            width = {"dev": 8, "val": 7, "test": 6}[split]
            write_csv(f"ceval/{split}/{subject}_{split}.csv", [columns, *rows], width)


def write_mmlu(rng):
    for subject in SUBJECTS:
        for split, count in (("dev", EXAMPLES), ("test", ROWS_PER_SUBJECT)):
            items = distinct(choice_of(subject, EN), rng, count, split == "test")
            rows = [[item.question, *item.options, item.letter] for item in items]
            write_csv(f"mmlu/{split}/{subject}_{split}.csv", rows, 6)


def write_siqa(rng):
    for split, count in (("train", EXAMPLES), ("dev", ROWS)):
        items = distinct(situation, rng, count, split == "dev")
        rows = [{"context": item.context, "question": item.question}
                | {f"answer{letter}": answer for letter, answer in zip(LETTERS, item.answers)} for item in items]
        write_jsonl(f"siqa/{split}.jsonl", rows)
        write(f"siqa/{split}-labels.lst", "".join(f"{item.label + 1}\n" for item in items))


def write_jsonl(name, rows):
    write(name, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))


def write_csv(name, rows, width):
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(row[:width] for row in rows)


def write(name, text):
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
