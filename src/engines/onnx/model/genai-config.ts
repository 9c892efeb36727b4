// What onnxruntime-genai writes of a model, under the names of config.json: its own exports have no other configuration.
// https://onnxruntime.ai/docs/genai/reference/config.html

import { isJsonObject, type JsonObject } from "../../../core/json.ts";

export const genaiConfigName = "genai_config.json";

const modelFields = {
  type: "model_type",
  context_length: "max_position_embeddings",
  vocab_size: "vocab_size",
  bos_token_id: "bos_token_id",
  eos_token_id: "eos_token_id",
  pad_token_id: "pad_token_id",
};

const decoderFields = {
  head_size: "head_dim",
  hidden_size: "hidden_size",
  num_attention_heads: "num_attention_heads",
  num_hidden_layers: "num_hidden_layers",
  num_key_value_heads: "num_key_value_heads",
};

/** Its `search` holds that library's defaults, which are no wish of the model's makers. */
export function configOfGenai({ model }: JsonObject): JsonObject {
  if (!isJsonObject(model)) return {};
  const decoder = isJsonObject(model.decoder) ? model.decoder : {};
  return { ...renamed(model, modelFields), ...renamed(decoder, decoderFields) };
}

function renamed(object: JsonObject, names: Readonly<Record<string, string>>): JsonObject {
  const found = Object.entries(names).flatMap(([name, ours]) => {
    const value = object[name];
    return value === undefined ? [] : [[ours, value] as const];
  });
  return Object.fromEntries(found);
}
