// What a file that is not a GGUF looks like, from its first bytes, and what to do about it.

export interface LookAlike {
  /** Completes "the file is …". */
  is: string;
  hint: string;
}

const downloadHint = "download the GGUF file itself again and compare its size with the one on the model's page";
const convertHint = "convert the model with llama.cpp's convert_hf_to_gguf.py, or download a .gguf file of it";

export function describeLookAlike(start: Buffer): LookAlike {
  const text = start.toString("latin1");
  const found = signatures.find(({ matches }) => matches(text, start));
  if (found !== undefined) return found;
  const bytes = start.subarray(0, 4).toString("hex");
  return { is: `not a GGUF file (it starts with the bytes ${bytes}, expected "GGUF")`, hint: downloadHint };
}

const signatures: readonly (LookAlike & { matches: (text: string, start: Buffer) => boolean })[] = [
  {
    matches: (text) => text.startsWith("version https://git-lfs"),
    is: "a Git LFS pointer, not the model itself",
    hint: 'run "git lfs pull" in its folder, or download the file itself',
  },
  {
    matches: (text) => /^\s*<(!doctype html|html|\?xml)/i.test(text),
    is: "a web page, not a model (the download was answered with a page)",
    hint: downloadHint,
  },
  { matches: (text) => text.startsWith("PK\x03\x04"), is: "a zip archive or a PyTorch checkpoint", hint: convertHint },
  {
    matches: (_, start) => start[0] === 0x80 && start[1] === 0x02,
    is: "a PyTorch (pickle) checkpoint",
    hint: convertHint,
  },
  { matches: (text) => text[7] === "\0" && text.startsWith('{"', 8), is: "a safetensors file", hint: convertHint },
  {
    matches: (text) => /^(lmgg|tjgg|fmgg|algg|ggml|ggjt|ggmf)/.test(text),
    is: "in the GGML format that came before GGUF",
    hint: "download a .gguf file of the model",
  },
  { matches: (text) => text.startsWith("\x1f\x8b"), is: "compressed with gzip", hint: "unpack it with gunzip" },
  { matches: (text) => text.startsWith("\x28\xb5\x2f\xfd"), is: "compressed with zstd", hint: "unpack it with unzstd" },
  {
    matches: (text) => /^\s*\{/.test(text),
    is: "a JSON text, not a model (perhaps an error message of the server it came from)",
    hint: downloadHint,
  },
  {
    matches: (_, start) => start.length > 0 && start.every((byte) => byte === 0),
    is: "filled with zeros where its header should be (an interrupted download)",
    hint: downloadHint,
  },
];
