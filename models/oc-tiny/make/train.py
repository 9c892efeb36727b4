"""Trains oc-tiny and writes weights.npz (float32, by GGUF name) and a loss curve.

    MALLOC_MMAP_THRESHOLD_=2147483647 MALLOC_TRIM_THRESHOLD_=4000000000 MALLOC_TOP_PAD_=268435456 \
        python3 models/oc-tiny/make/train.py --lessons first --steps 3600

Needs PyTorch (1.13 or later; Debian's python3-torch with libopenblas0 will do). The allocator settings keep glibc from
giving memory back after every step, which makes training many times slower.
"""
import argparse
import csv
import math
import random
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from exam import exam
from tokenizer import make_tokenizer
from network import hidden_states, logits, new_weights
from text import ANSWER, FIRST_LESSONS, LAST_LESSONS, LETTER, PROMPT, RANDOM, Lessons, documents

WEIGHTS_SEED = 2
ROW_LENGTH, ROWS = 288, 16  # tokens a row, rows a step
# What a target token counts in the loss. Most of a prompt cannot be foreseen and would drown the answers, so that only
# a sample of its tokens is learned from; the letters are few and hard.
LOSS_WEIGHT = {PROMPT: 1.0, LETTER: 3.0, ANSWER: 1.0, RANDOM: 0.5}
PROMPT_SHARE = 0.25
MATRIX_RATE, OTHER_RATE, WEIGHT_DECAY = 0.004, 0.0015, 0.1


@dataclass(frozen=True)
class Plan:
    lessons: Lessons
    seed: int
    # Part of the documents that drill pointing at options at first; it falls to none at half of the steps.
    drill_share: float
    # Factor of the learning rates.
    rate: float


PLANS = {"first": Plan(FIRST_LESSONS, 3, 0.4, 1.0), "last": Plan(LAST_LESSONS, 7, 0.0, 0.5)}


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--lessons", choices=("first", "last"), required=True)
    arguments.add_argument("--start", help="weights.npz to go on from")
    arguments.add_argument("--steps", type=int, required=True)
    arguments.add_argument("--threads", type=int, default=2)
    arguments.add_argument("--out", default=str(Path(__file__).parent))
    options = arguments.parse_args()
    torch.set_num_threads(options.threads)
    tokenizer = make_tokenizer()
    start_weights = new_weights(WEIGHTS_SEED) if options.start is None else read_weights(options.start)
    weights = {name: tensor.requires_grad_() for name, tensor in start_weights.items()}
    plan = PLANS[options.lessons]
    progress = Progress()
    batches = Batches(tokenizer, random.Random(plan.seed), plan.lessons, lambda: plan.drill_share * max(0.0, 1 - 2 * progress.done))
    optimizer = Optimizer(weights, plan.rate)
    start, seen, losses = time.time(), 0, []
    with open(f"{options.out}/loss-curve-{options.lessons}.csv", "w", newline="") as file:
        curve = csv.writer(file)
        for step in range(1, options.steps + 1):
            progress.done = step / options.steps
            loss = batch_loss(weights, *batches.next())
            loss.backward()
            optimizer.step(learning_rate(step, options.steps))
            losses.append(loss.item())
            seen += ROWS * ROW_LENGTH
            if step % 250 == 0 or step == options.steps:
                report = {"step": step, "tokens": seen, "loss": round(sum(losses) / len(losses), 4)}
                report |= exam(weights, tokenizer, 50)
                if step == 250:
                    curve.writerow(report)
                curve.writerow(report.values())
                file.flush()
                print(*(f"{key} {value}" for key, value in report.items()), f"{seen / (time.time() - start):.0f} tokens/s",
                      flush=True)
                losses = []
                np.savez(f"{options.out}/weights.npz", **{name: tensor.detach().numpy() for name, tensor in weights.items()})
    print("final", exam(weights, tokenizer, 500))


def read_weights(path):
    file = np.load(path)
    return {name: torch.from_numpy(file[name]) for name in file.files}


def learning_rate(step, steps):
    """A factor: rises over the first 100 steps, stays, falls to zero over the last 40 %."""
    return min(step / 100, 1.0, (steps - step + 1) / (0.4 * steps))


class Progress:
    """Part of the training that is done, 0 to 1."""

    done = 0.0


class Batches:
    """Rows of documents laid end to end; a token sees only its own document, as when it is asked later."""

    def __init__(self, tokenizer, rng, lessons, drill_share):
        self.tokenizer, self.rng, self.source = tokenizer, rng, documents(rng, lessons, drill_share)
        self.number = 0

    def next(self):
        """(tokens, documents, positions, weights), each (ROWS, ROW_LENGTH + 1); a weight belongs to a target."""
        rows = [self.next_row() for _ in range(ROWS)]
        return tuple(torch.tensor([row[part] for row in rows]) for part in range(4))

    def next_row(self):
        tokens, numbers, positions, weights = [], [], [], []
        while len(tokens) <= ROW_LENGTH:
            self.number += 1
            before = len(tokens)
            for text, kind in next(self.source):
                for token in self.tokenizer.encode(text):
                    learned = kind != PROMPT or self.rng.random() < PROMPT_SHARE
                    weights.append(LOSS_WEIGHT[kind] if learned and len(tokens) > before else 0.0)
                    tokens.append(token)
                    numbers.append(self.number)
                    positions.append(len(tokens) - 1 - before)
        return [part[:ROW_LENGTH + 1] for part in (tokens, numbers, positions, weights)]


def batch_loss(weights, tokens, numbers, positions, importance):
    causal = torch.ones(ROW_LENGTH, ROW_LENGTH).tril().bool()
    numbers = numbers[:, :-1]
    visible = torch.zeros(ROWS, 1, ROW_LENGTH, ROW_LENGTH)
    visible.masked_fill_(~((numbers.unsqueeze(1) == numbers.unsqueeze(2)) & causal).unsqueeze(1), -1e9)
    states, _ = hidden_states(weights, tokens[:, :-1], visible, positions[:, :-1])
    targets, importance = tokens[:, 1:], importance[:, 1:]
    chosen = importance > 0
    losses = functional.cross_entropy(logits(weights, states[chosen]), targets[chosen], reduction="none")
    return (losses * importance[chosen]).sum() / importance[chosen].sum()


class Optimizer:
    """Muon (momentum, made orthogonal) for the layers' matrices, Adam for the embedding and the norms.

    Muon: Jordan et al. 2024, "Muon: An optimizer for hidden layers in neural networks".
    """

    def __init__(self, weights, rate):
        self.rate = rate
        matrices = [tensor for name, tensor in weights.items() if name.startswith("blk.") and tensor.ndim == 2]
        others = [tensor for tensor in weights.values() if not any(tensor is matrix for matrix in matrices)]
        self.matrices = [(matrix, torch.zeros_like(matrix)) for matrix in matrices]
        self.adam = torch.optim.AdamW(others, betas=(0.9, 0.98), weight_decay=0.0)

    @torch.no_grad()
    def step(self, factor):
        for group in self.adam.param_groups:
            group["lr"] = OTHER_RATE * self.rate * factor
        self.adam.step()
        self.adam.zero_grad(set_to_none=True)
        rate = MATRIX_RATE * self.rate * factor
        for matrix, momentum in self.matrices:
            momentum.mul_(0.95).add_(matrix.grad, alpha=0.05)
            direction = orthogonal(matrix.grad.mul(0.05).add(momentum, alpha=0.95))
            matrix.mul_(1 - rate * WEIGHT_DECAY)
            matrix.add_(direction, alpha=-rate * math.sqrt(max(1.0, matrix.shape[0] / matrix.shape[1])))
            matrix.grad = None


def orthogonal(matrix):
    """The nearest semi-orthogonal matrix, roughly: five Newton-Schulz steps."""
    a, b, c = 3.4445, -4.7750, 2.0315
    wide = matrix.shape[0] <= matrix.shape[1]
    result = matrix if wide else matrix.T
    result = result / (result.norm() + 1e-7)
    for _ in range(5):
        square = result @ result.T
        result = a * result + (b * square + c * square @ square) @ result
    return result if wide else result.T


if __name__ == "__main__":
    main()
