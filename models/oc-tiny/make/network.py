"""oc-tiny in PyTorch: a Llama block stack whose parameters carry their GGUF names and shapes."""
import math

import torch
from torch.nn import functional

from architecture import (FEED_FORWARD, HEAD_WIDTH, HEADS, KV_HEADS, LAYERS, NORM_EPSILON, ROPE_BASE, VOCABULARY_SIZE,
                          WIDTH)

# The seven matrices of a layer: name -> (outputs, inputs)
MATRICES = {
    "attn_q": (HEADS * HEAD_WIDTH, WIDTH), "attn_k": (KV_HEADS * HEAD_WIDTH, WIDTH),
    "attn_v": (KV_HEADS * HEAD_WIDTH, WIDTH), "attn_output": (WIDTH, HEADS * HEAD_WIDTH),
    "ffn_gate": (FEED_FORWARD, WIDTH), "ffn_up": (FEED_FORWARD, WIDTH), "ffn_down": (WIDTH, FEED_FORWARD),
}


def new_weights(seed):
    """{GGUF tensor name: float32 tensor}. The head is the embedding, transposed."""
    generator = torch.Generator().manual_seed(seed)

    def matrix(rows, columns, deviation):
        return torch.randn(rows, columns, generator=generator) * deviation

    weights = {"token_embd.weight": matrix(VOCABULARY_SIZE, WIDTH, 0.05), "output_norm.weight": torch.ones(WIDTH)}
    for layer in range(LAYERS):
        for name, (rows, columns) in MATRICES.items():
            # What writes into the residual stream is no louder than the embedding at first.
            scale = 0.05 if name in ("attn_output", "ffn_down") else 1.0
            weights[f"blk.{layer}.{name}.weight"] = matrix(rows, columns, scale / math.sqrt(columns))
        for name in ("attn_norm", "ffn_norm"):
            weights[f"blk.{layer}.{name}.weight"] = torch.ones(WIDTH)
    prime_induction(weights)
    return weights


# The parts of the residual stream that priming uses: what a token is (its first component is the same for all tokens),
# what the token before it is, and what the token three before it is.
CONSTANT, CONTENT, BEFORE, THREE_BEFORE = 0, slice(1, 64), slice(64, 96), slice(96, 128)


def prime_induction(weights):
    """Starts attention as an induction head, the circuit that answering from a list of options needs.

    Two heads of the first layer note the tokens one and three before; a head of the second finds where the present token
    came up earlier (as the token before) and reads what stood three before that place: the letter of an option whose word
    is asked for. From random weights this took longer to emerge than all the rest of the training.
    """
    embedding = weights["token_embd.weight"]
    embedding[:, CONSTANT], embedding[:, 64:] = 0.6, 0.0
    first, second = ({name: weights[f"blk.{layer}.attn_{name}.weight"] for name in ("q", "k", "v", "output")} for layer in (0, 1))
    content = torch.linalg.qr(first["v"][:HEAD_WIDTH, CONTENT].T)[0].T  # 32 orthonormal rows
    look_back(first["q"], first["k"], (1, 3, 2, 4))
    first["v"][:HEAD_WIDTH] = 0.0
    first["v"][:HEAD_WIDTH, CONTENT] = content
    for head, noted in enumerate((BEFORE, THREE_BEFORE)):
        columns = slice(head * HEAD_WIDTH, (head + 1) * HEAD_WIDTH)
        first["output"][:, columns] = 0.0
        first["output"][noted, columns] = 0.08 * torch.eye(HEAD_WIDTH)
    # The slow half of RoPE's pairs hardly turns over the length of a list: content is compared there.
    slow, strength = slice(HEAD_WIDTH // 2, HEAD_WIDTH), 2.5
    second["k"][:HEAD_WIDTH] = 0.0
    second["k"][slow, BEFORE] = strength * torch.eye(HEAD_WIDTH)[slow]
    for head in range(HEADS // KV_HEADS):
        rows = second["q"][head * HEAD_WIDTH:(head + 1) * HEAD_WIDTH]
        rows.zero_()
        rows[slow, CONTENT] = strength * content[slow]
    second["v"][:HEAD_WIDTH] = 0.0
    second["v"][:HEAD_WIDTH, THREE_BEFORE] = torch.eye(HEAD_WIDTH)
    second["output"][:, :HEAD_WIDTH] = 0.0
    second["output"][CONTENT, :HEAD_WIDTH] = 0.08 * content.T


def look_back(query, key, distances, pairs=5, strength=0.9):
    """Makes each head attend to the token at a distance before: in RoPE's fastest pairs a query turned back by that much."""
    speeds = ROPE_BASE ** (-torch.arange(0, 2 * pairs, 2, dtype=torch.float32) / HEAD_WIDTH)
    query.mul_(0.1)
    key.mul_(0.1)
    key.view(KV_HEADS, HEAD_WIDTH, WIDTH)[:, 0:2 * pairs:2, CONSTANT] = strength
    for distance, rows in zip(distances, query.view(HEADS, HEAD_WIDTH, WIDTH)):
        rows[0:2 * pairs:2, CONSTANT] = strength * torch.cos(-speeds * distance)
        rows[1:2 * pairs:2, CONSTANT] = strength * torch.sin(-speeds * distance)


def hidden_states(weights, tokens, visible, positions, past=None):
    """The normalised output of the last layer, before the head.

    tokens: (batch, length) ids. visible: (batch, 1, length, past + length), 0 where a token may look and -inf elsewhere.
    positions: (batch, length). past: per layer (keys, values), each (batch, KV_HEADS, past, HEAD_WIDTH).
    Returns (batch, length, WIDTH) and the keys and values of all positions, as `past` has them.
    """
    batch, length = tokens.shape
    turn = rotation(positions)
    state, present = weights["token_embd.weight"][tokens], []

    def heads(vectors, count):
        return vectors.view(batch, length, count, HEAD_WIDTH).transpose(1, 2)

    for layer in range(LAYERS):
        def get(name, layer=layer):
            return weights[f"blk.{layer}.{name}.weight"]

        normed = norm(state, get("attn_norm"))
        query = rotate(heads(normed @ get("attn_q").T, HEADS), turn)
        key = rotate(heads(normed @ get("attn_k").T, KV_HEADS), turn)
        value = heads(normed @ get("attn_v").T, KV_HEADS)
        if past is not None:
            key, value = (torch.cat(pair, dim=2) for pair in zip(past[layer], (key, value)))
        present.append((key, value))
        # Two query heads read each KV head: fold them into the rows of one product.
        group = HEADS // KV_HEADS
        query = query.reshape(batch, KV_HEADS, group, length, HEAD_WIDTH)
        scores = query @ key.unsqueeze(2).transpose(-1, -2) / math.sqrt(HEAD_WIDTH) + visible.unsqueeze(1)
        mixed = (scores.softmax(-1) @ value.unsqueeze(2)).reshape(batch, HEADS, length, HEAD_WIDTH)
        state = state + mixed.transpose(1, 2).reshape(batch, length, HEADS * HEAD_WIDTH) @ get("attn_output").T
        normed = norm(state, get("ffn_norm"))
        gated = functional.silu(normed @ get("ffn_gate").T) * (normed @ get("ffn_up").T)
        state = state + gated @ get("ffn_down").T
    return norm(state, weights["output_norm.weight"]), present


def logits(weights, states):
    return states @ weights["token_embd.weight"].T


def norm(vectors, gain):
    return vectors * torch.rsqrt(vectors.pow(2).mean(-1, keepdim=True) + NORM_EPSILON) * gain


def rotation(positions):
    """Cosines and sines of RoPE, each (batch, 1, length, HEAD_WIDTH / 2)."""
    speeds = ROPE_BASE ** (-torch.arange(0, HEAD_WIDTH, 2, dtype=torch.float32) / HEAD_WIDTH)
    angles = (positions.unsqueeze(-1).float() * speeds).unsqueeze(1)
    return angles.cos(), angles.sin()


def rotate(vectors, turn):
    """Turns neighbouring pairs of components, llama.cpp's order for this architecture."""
    cosine, sine = turn
    even, odd = vectors[..., 0::2], vectors[..., 1::2]
    return torch.stack((even * cosine - odd * sine, even * sine + odd * cosine), -1).flatten(-2)
