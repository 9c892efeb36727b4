"""The shape of oc-tiny, its special tokens and its chat template: what training and all exporters agree on."""

VOCABULARY_SIZE = 2048
SPECIAL_TOKENS = ["<|endoftext|>", "<|startoftext|>", "<|im_start|>", "<|im_end|>", "<|pad|>"]
# It writes BOS itself, as programs that render a template add none.
CHAT_TEMPLATE = (
    "{{ bos_token }}{% for message in messages %}"
    "{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)

CONTEXT, LAYERS, WIDTH, FEED_FORWARD, HEADS, KV_HEADS, HEAD_WIDTH = 4096, 4, 128, 320, 4, 2, 32
ROPE_BASE, NORM_EPSILON = 10000.0, 1e-5
