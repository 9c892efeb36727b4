"""Writes oc-tiny as GGUF: F16 directly, quantised forms with llama.cpp's own quantiser."""
import ctypes

import numpy as np

from architecture import (CONTEXT, FEED_FORWARD, HEAD_WIDTH, HEADS, KV_HEADS, LAYERS, NORM_EPSILON, ROPE_BASE,
                          VOCABULARY_SIZE, WIDTH)
from gguf import write_gguf
from tokenizer import tokenizer_metadata

# llama.cpp's enum llama_ftype
FILE_TYPES = {"q4_0": 2, "q8_0": 7}


def write_f16(path, tokenizer, weights):
    """Matrices as float16, norms as float32, as llama.cpp wants them."""
    tensors = {name: array.astype(np.float16) if array.ndim == 2 else array for name, array in weights.items()}
    write_gguf(path, architecture_metadata() | tokenizer_metadata(tokenizer), tensors)


def architecture_metadata():
    return {
        "general.architecture": "llama",
        "general.name": "oc-tiny",
        "general.description": "Tiny model of oc-local for its tests and its demo",
        "general.license": "apache-2.0",
        "general.file_type": 1,
        "llama.vocab_size": VOCABULARY_SIZE,
        "llama.context_length": CONTEXT,
        "llama.embedding_length": WIDTH,
        "llama.block_count": LAYERS,
        "llama.feed_forward_length": FEED_FORWARD,
        "llama.attention.head_count": HEADS,
        "llama.attention.head_count_kv": KV_HEADS,
        "llama.attention.layer_norm_rms_epsilon": NORM_EPSILON,
        "llama.rope.dimension_count": HEAD_WIDTH,
        "llama.rope.freq_base": ROPE_BASE,
    }


def quantise(source, target, kind, libraries):
    """`llama_model_quantize` of the libllama in the folder `libraries`: what llama-quantize calls."""
    # Their order is that of their dependence; RTLD_GLOBAL lets each find the ones before it.
    for name in ("libggml-base.so", "libggml.v*.so"):
        ctypes.CDLL(str(next(libraries.glob(name))), ctypes.RTLD_GLOBAL)
    llama = ctypes.CDLL(str(next(libraries.glob("libllama.v*.so"))), ctypes.RTLD_GLOBAL)
    llama.llama_model_quantize_default_params.restype = QuantizeParams
    params = llama.llama_model_quantize_default_params()
    params.nthread, params.ftype = 1, FILE_TYPES[kind]
    status = llama.llama_model_quantize(str(source).encode(), str(target).encode(), ctypes.byref(params))
    if status != 0:
        raise RuntimeError(f"llama_model_quantize gave {status} for {target}")


class QuantizeParams(ctypes.Structure):
    """llama_model_quantize_params of llama.h."""

    _fields_ = [
        ("nthread", ctypes.c_int32), ("ftype", ctypes.c_int), ("output_tensor_type", ctypes.c_int),
        ("token_embedding_type", ctypes.c_int), ("allow_requantize", ctypes.c_bool),
        ("quantize_output_tensor", ctypes.c_bool), ("only_copy", ctypes.c_bool), ("pure", ctypes.c_bool),
        ("keep_split", ctypes.c_bool), ("dry_run", ctypes.c_bool), ("imatrix", ctypes.c_void_p),
        ("kv_overrides", ctypes.c_void_p), ("tt_overrides", ctypes.c_void_p), ("prune_layers", ctypes.c_void_p),
        ("max_buf_size", ctypes.c_size_t),
    ]
