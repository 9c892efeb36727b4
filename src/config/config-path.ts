// What people write where a name or a file may stand: names as OpenCompass has them, the paths of its config files, which end in the
// name, and paths of models.

/** "ceval_gen", "ceval_gen.py" and "configs/datasets/ceval/ceval_gen.py" are one name. */
export function nameIn(reference: string): string {
  const name = reference.replace(/\.(py|m?ts|m?js|json|ya?ml)$/, "").replace(/\/+$/, "");
  return name.slice(name.lastIndexOf("/") + 1);
}

/** Whether it can only be the place of a model's file or folder, or an id of Hugging Face. */
export function isModelPath(reference: string): boolean {
  if (/\.(gguf|onnx)$/i.test(reference)) return true;
  const isConfig =
    /\.(py|m?ts|m?js|json|ya?ml)$/.test(reference) || /(^|\/)configs\/(models|datasets)\//.test(reference);
  return reference.includes("/") && !isConfig;
}
