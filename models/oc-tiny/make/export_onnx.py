"""Writes oc-tiny as ONNX in the folder layout of Hugging Face, with the KV cache as inputs and outputs (F32)."""
import json
import warnings

import torch

from architecture import (CONTEXT, FEED_FORWARD, HEAD_WIDTH, HEADS, KV_HEADS, LAYERS, NORM_EPSILON, ROPE_BASE,
                          VOCABULARY_SIZE, WIDTH)
from network import hidden_states, logits
from tokenizer import write_tokenizer_config, write_tokenizer_json

OPSET = 14


def write_onnx_folder(folder, tokenizer, weights):
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    write_tokenizer_json(folder / "tokenizer.json", tokenizer)
    write_tokenizer_config(folder / "tokenizer_config.json")
    ids = {"bos_token_id": tokenizer.ids["<|startoftext|>"], "eos_token_id": tokenizer.ids["<|im_end|>"],
           "pad_token_id": tokenizer.ids["<|pad|>"]}
    write_json(folder / "config.json", architecture_config() | ids)
    write_json(folder / "generation_config.json", ids)
    write_graph(folder / "onnx" / "model.onnx", weights)


def architecture_config():
    return {
        "architectures": ["LlamaForCausalLM"],
        "model_type": "llama",
        "hidden_act": "silu",
        "hidden_size": WIDTH,
        "intermediate_size": FEED_FORWARD,
        "num_hidden_layers": LAYERS,
        "num_attention_heads": HEADS,
        "num_key_value_heads": KV_HEADS,
        "head_dim": HEAD_WIDTH,
        "max_position_embeddings": CONTEXT,
        "rms_norm_eps": NORM_EPSILON,
        "rope_theta": ROPE_BASE,
        "tie_word_embeddings": True,
        "torch_dtype": "float32",
        "vocab_size": VOCABULARY_SIZE,
    }


class Graph(torch.nn.Module):
    """Inputs and outputs as Optimum names them: past_key_values.0.key, … to present.0.key, …"""

    def __init__(self, weights):
        super().__init__()
        # A parameter's name cannot hold the dots of a tensor's name.
        self.parameters_by_name = torch.nn.ParameterDict(
            {name.replace(".", "-"): torch.nn.Parameter(tensor, requires_grad=False) for name, tensor in weights.items()})

    def forward(self, input_ids, attention_mask, position_ids, *past):
        weights = {name.replace("-", "."): tensor for name, tensor in self.parameters_by_name.items()}
        length, whole = input_ids.shape[1], attention_mask.shape[1]
        places = torch.arange(whole)
        causal = places[None, :] <= places[whole - length:, None]
        seen = causal[None, None] & (attention_mask[:, None, None, :] > 0)
        visible = torch.where(seen, torch.tensor(0.0), torch.tensor(-1e9))
        states, present = hidden_states(weights, input_ids, visible, position_ids, list(zip(past[0::2], past[1::2])))
        return (logits(weights, states), *(tensor for pair in present for tensor in pair))


def write_graph(path, weights):
    batch, length, past_length = 2, 5, 3
    past = [torch.zeros(batch, KV_HEADS, past_length, HEAD_WIDTH) for _ in range(2 * LAYERS)]
    ids = torch.zeros(batch, length, dtype=torch.long)
    mask = torch.ones(batch, past_length + length, dtype=torch.long)
    positions = torch.arange(past_length, past_length + length).expand(batch, length).contiguous()
    cache = [f"{layer}.{part}" for layer in range(LAYERS) for part in ("key", "value")]
    axes = {
        "input_ids": {0: "batch", 1: "length"}, "attention_mask": {0: "batch", 1: "past_length + length"},
        "position_ids": {0: "batch", 1: "length"}, "logits": {0: "batch", 1: "length"},
    }
    axes |= {f"past_key_values.{name}": {0: "batch", 2: "past_length"} for name in cache}
    axes |= {f"present.{name}": {0: "batch", 2: "past_length + length"} for name in cache}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", torch.jit.TracerWarning)
        torch.onnx.export(
            Graph(weights).eval(), (ids, mask, positions, *past), str(path), opset_version=OPSET, dynamic_axes=axes,
            input_names=["input_ids", "attention_mask", "position_ids", *(f"past_key_values.{name}" for name in cache)],
            output_names=["logits", *(f"present.{name}" for name in cache)],
            # Folding would store the embedding a second time, transposed for the head.
            do_constant_folding=False,
        )


def write_json(path, document):
    path.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
