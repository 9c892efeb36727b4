// A model of the llama architecture as an ONNX graph, in the forms that exporters write; oc-tiny by itself.

import { elementTypes } from "../../../src/engines/onnx/graph/onnx-graph.ts";
import { GraphWriter } from "./graph-writer.ts";
import {
  halves,
  type LlamaShape,
  type LlamaWeights,
  type Matrix,
  readTinyWeights,
  splitPairs,
} from "./tiny-weights.ts";
import { plainWeight, product, type WeightForm } from "./weight-forms.ts";

export interface GraphForm {
  weights: WeightForm;
  /** An input; counted from the attention mask; counted from the length of the past. */
  positions: "input" | "mask" | "past";
  past: boolean;
  /** Attention in single operations, or com.microsoft.GroupQueryAttention. */
  attention: "plain" | "grouped";
  /** Only the last tokens are seen. */
  window?: number;
  /** Logits of so many last positions only, an input's number; 0: of all. */
  keepsLast?: boolean;
}

export const usualForm: GraphForm = { weights: "fp32", positions: "input", past: true, attention: "plain" };

export function tinyGraph(form: GraphForm): GraphWriter {
  return llamaGraph(form, readTinyWeights());
}

export function llamaGraph(form: GraphForm, weights: LlamaWeights): GraphWriter {
  return new LlamaGraph(form, weights).write();
}

const { int64, int32, float32, float16, bool } = elementTypes;

class LlamaGraph {
  readonly #w = new GraphWriter();
  readonly #weights: LlamaWeights;
  readonly #shape: LlamaShape;
  readonly #form: GraphForm;
  /** Of activations and cache. */
  readonly #type: number;

  constructor(form: GraphForm, weights: LlamaWeights) {
    this.#weights = weights;
    this.#shape = weights.shape;
    this.#form = form;
    this.#type = form.weights === "fp16" ? float16 : float32;
  }

  write(): GraphWriter {
    const { layers, kvHeads, headWidth, vocabulary } = this.#shape;
    const w = this.#w;
    w.input("input_ids", int64, ["batch", "length"]);
    w.input("attention_mask", int64, ["batch", "total"]);
    if (this.#form.positions === "input") w.input("position_ids", int64, ["batch", "length"]);
    if (this.#form.past)
      for (let layer = 0; layer < layers; layer++)
        for (const part of ["key", "value"])
          w.input(`past_key_values.${layer}.${part}`, this.#type, ["batch", kvHeads, "past", headWidth]);
    const attend = this.#form.attention === "plain" ? this.#plainAttention() : this.#groupedAttention();
    let states = w.op("Gather", [plainWeight(w, this.#weight("token_embd.weight"), this.#plain), "input_ids"]);
    for (let layer = 0; layer < layers; layer++) {
      const input = this.#norm(states, `blk.${layer}.attn_norm.weight`);
      const attended = this.#product(attend(layer, input), this.#weight(`blk.${layer}.attn_output.weight`));
      states = w.op("Add", [states, attended]);
      states = w.op("Add", [states, this.#feedForward(layer, states)]);
    }
    const hidden = this.#kept(this.#norm(states, "output_norm.weight"));
    w.name(this.#product(hidden, this.#weight("token_embd.weight")), "logits");
    w.output("logits", this.#type, ["batch", "length", vocabulary]);
    return w;
  }

  #kept(hidden: string): string {
    if (this.#form.keepsLast !== true) return hidden;
    const w = this.#w;
    const start = w.op("Unsqueeze", [w.op("Neg", [w.input("num_logits_to_keep", int64, [])]), w.ints([0])]);
    return w.op("Slice", [hidden, start, w.ints([2 ** 40]), w.ints([1])]);
  }

  get #plain(): WeightForm {
    return this.#form.weights === "fp16" ? "fp16" : "fp32";
  }

  #weight(name: string): Matrix {
    return this.#weights.weight(name);
  }

  #product(x: string, weight: Matrix): string {
    return product(this.#w, x, weight, this.#form.weights);
  }

  #cast(x: string, to: number): string {
    return this.#w.op("Cast", [x], { to });
  }

  /** In whole precision, as exports do. */
  #norm(x: string, name: string): string {
    const w = this.#w;
    const exact = this.#cast(x, float32);
    const mean = w.op("ReduceMean", [w.op("Mul", [exact, exact])], { axes: [-1], keepdims: 1 });
    const scaled = w.op("Div", [exact, w.op("Sqrt", [w.op("Add", [mean, w.float(1e-5)])])]);
    const { values } = this.#weight(name);
    const weight = w.tensor({ elementType: float32, dims: [values.length], numbers: values });
    return this.#cast(w.op("Mul", [scaled, weight]), this.#type);
  }

  #feedForward(layer: number, states: string): string {
    const w = this.#w;
    const input = this.#norm(states, `blk.${layer}.ffn_norm.weight`);
    const gate = this.#product(input, this.#weight(`blk.${layer}.ffn_gate.weight`));
    const up = this.#product(input, this.#weight(`blk.${layer}.ffn_up.weight`));
    const active = w.op("Mul", [w.op("Mul", [gate, w.op("Sigmoid", [gate])]), up]);
    return this.#product(active, this.#weight(`blk.${layer}.ffn_down.weight`));
  }

  #queriesKeysValues(layer: number, input: string): [string, string, string] {
    const { headWidth } = this.#shape;
    const of = (name: string) => this.#weight(`blk.${layer}.${name}.weight`);
    return [
      this.#product(input, splitPairs(of("attn_q"), headWidth)),
      this.#product(input, splitPairs(of("attn_k"), headWidth)),
      this.#product(input, of("attn_v")),
    ];
  }

  #plainAttention(): (layer: number, input: string) => string {
    const { heads, kvHeads, headWidth, width } = this.#shape;
    const w = this.#w;
    const [cos, sin] = this.#rotation();
    const mask = this.#mask();
    const scale = this.#cast(w.float(1 / Math.sqrt(headWidth)), this.#type);
    const turn = (x: string) => this.#rotate(x, cos, sin);
    return (layer, input) => {
      const [q, k, v] = this.#queriesKeysValues(layer, input);
      const queries = turn(this.#split(q, heads));
      const keys = this.#keep(turn(this.#split(k, kvHeads)), layer, "key");
      const values = this.#keep(this.#split(v, kvHeads), layer, "value");
      const turned = w.op("Transpose", [this.#repeat(keys)], { perm: [0, 1, 3, 2] });
      const scores = w.op("Add", [w.op("Mul", [w.op("MatMul", [queries, turned]), scale]), mask]);
      const seen = w.op("MatMul", [w.op("Softmax", [scores], { axis: -1 }), this.#repeat(values)]);
      return w.op("Reshape", [w.op("Transpose", [seen], { perm: [0, 2, 1, 3] }), w.ints([0, 0, width])]);
    };
  }

  #split(x: string, count: number): string {
    const { headWidth } = this.#shape;
    const w = this.#w;
    return w.op("Transpose", [w.op("Reshape", [x, w.ints([0, 0, count, headWidth])])], { perm: [0, 2, 1, 3] });
  }

  #keep(fresh: string, layer: number, part: string): string {
    const { kvHeads, headWidth } = this.#shape;
    if (!this.#form.past) return fresh;
    const name = `present.${layer}.${part}`;
    this.#w.op("Concat", [`past_key_values.${layer}.${part}`, fresh], { axis: 2 }, { outputs: [name] });
    this.#w.output(name, this.#type, ["batch", kvHeads, "total", headWidth]);
    return name;
  }

  /** Keys or values of few heads for all. */
  #repeat(x: string): string {
    const { heads, kvHeads, headWidth } = this.#shape;
    const w = this.#w;
    const times = heads / kvHeads;
    const wide = w.op("Expand", [w.op("Unsqueeze", [x, w.ints([2])]), w.ints([1, 1, times, 1, 1])]);
    return w.op("Reshape", [wide, w.ints([0, heads, -1, headWidth])]);
  }

  /** Size of an axis, `[1]`. */
  #size(value: string, axis: number): string {
    return this.#w.op("Gather", [this.#w.op("Shape", [value]), this.#w.ints([axis])], { axis: 0 });
  }

  #scalar(x: string): string {
    return this.#w.op("Squeeze", [x, this.#w.ints([0])]);
  }

  /** Positions of the new tokens, `[batch, length]` or `[1, length]`. */
  #positions(): string {
    const w = this.#w;
    if (this.#form.positions === "input") return "position_ids";
    const length = this.#size("input_ids", 1);
    if (this.#form.positions === "mask") {
      const counted = w.op("Sub", [w.op("CumSum", ["attention_mask", w.ints([1], [])]), w.ints([1], [])]);
      const start = w.op("Neg", [length]);
      return w.op("Slice", [counted, start, w.ints([2 ** 40]), w.ints([1])]);
    }
    const past = this.#form.past ? this.#size("past_key_values.0.key", 2) : w.ints([0]);
    const range = [this.#scalar(past), this.#scalar(w.op("Add", [past, length])), w.ints([1], [])];
    return w.op("Unsqueeze", [w.op("Range", range), w.ints([0])]);
  }

  /** Cosine and sine of each position's angles, `[batch, 1, length, half]`. */
  #rotation(): [string, string] {
    const { headWidth } = this.#shape;
    const w = this.#w;
    const frequencies = Float32Array.from({ length: headWidth / 2 }, (_, i) => 10000 ** ((-2 * i) / headWidth));
    const positions = w.op("Unsqueeze", [this.#cast(this.#positions(), float32), w.ints([-1])]);
    const wave = w.tensor({ elementType: float32, dims: [headWidth / 2], numbers: frequencies });
    const angles = w.op("Unsqueeze", [w.op("Mul", [positions, wave]), w.ints([1])]);
    return [this.#cast(w.op("Cos", [angles]), this.#type), this.#cast(w.op("Sin", [angles]), this.#type)];
  }

  #rotate(x: string, cos: string, sin: string): string {
    const { headWidth } = this.#shape;
    const w = this.#w;
    const half = headWidth / 2;
    const part = (from: number, to: number) => w.op("Slice", [x, w.ints([from]), w.ints([to]), w.ints([3])]);
    const [first, second] = [part(0, half), part(half, headWidth)];
    const left = w.op("Sub", [w.op("Mul", [first, cos]), w.op("Mul", [second, sin])]);
    const right = w.op("Add", [w.op("Mul", [second, cos]), w.op("Mul", [first, sin])]);
    return w.op("Concat", [left, right], { axis: 3 });
  }

  /** What is added to the scores, `[batch, 1, length, total]`. */
  #mask(): string {
    const w = this.#w;
    const total = this.#size("attention_mask", 1);
    const places = w.op("Range", [w.ints([0], []), this.#scalar(total), w.ints([1], [])]);
    const own = w.op("Slice", [places, w.op("Neg", [this.#size("input_ids", 1)]), w.ints([2 ** 40]), w.ints([0])]);
    const column = w.op("Unsqueeze", [own, w.ints([1])]);
    let seen = w.op("LessOrEqual", [places, column]);
    if (this.#form.window !== undefined) {
      const oldest = w.op("Sub", [column, w.ints([this.#form.window], [])]);
      seen = w.op("And", [seen, w.op("Greater", [places, oldest])]);
    }
    const valid = w.op("Unsqueeze", [this.#cast("attention_mask", bool), w.ints([1, 2])]);
    const open = w.op("And", [seen, valid]);
    const numbers = [this.#cast(w.float(0), this.#type), this.#cast(w.float(-65504), this.#type)];
    return w.op("Where", [open, ...numbers]);
  }

  #groupedAttention(): (layer: number, input: string) => string {
    const { heads, kvHeads, headWidth } = this.#shape;
    const w = this.#w;
    const counts = w.op("ReduceSum", ["attention_mask", w.ints([1])], { keepdims: 0 });
    const last = this.#cast(w.op("Sub", [counts, w.ints([1], [])]), int32);
    const total = this.#cast(this.#scalar(this.#size("attention_mask", 1)), int32);
    const half = headWidth / 2;
    const table = (wave: (angle: number) => number) => {
      const numbers = Float32Array.from({ length: 4096 * half }, (_, i) =>
        wave(Math.floor(i / half) * 10000 ** ((-2 * (i % half)) / headWidth)),
      );
      const stored = this.#type === float16 ? halves(numbers) : numbers;
      return w.tensor({ elementType: this.#type, dims: [4096, half], numbers: stored });
    };
    const tables = [table(Math.cos), table(Math.sin)];
    return (layer, input) => {
      const past = ["key", "value"].map((part) => `past_key_values.${layer}.${part}`);
      const present = ["key", "value"].map((part) => `present.${layer}.${part}`);
      for (const name of present) w.output(name, this.#type, ["batch", kvHeads, "total", headWidth]);
      const inputs = [...this.#queriesKeysValues(layer, input), ...past, last, total, ...tables];
      const attributes = { num_heads: heads, kv_num_heads: kvHeads, do_rotary: 1, ...this.#windowAttribute() };
      return w.op("GroupQueryAttention", inputs, attributes, {
        domain: "com.microsoft",
        outputs: [`attended.${layer}`, ...present],
      });
    };
  }

  #windowAttribute(): { local_window_size?: number } {
    return this.#form.window === undefined ? {} : { local_window_size: this.#form.window };
  }
}
