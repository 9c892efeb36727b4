import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ggufFingerprint } from "../../src/engines/gguf/fingerprint.ts";
import { readGguf, requireLanguageModel, requireWeights } from "../../src/engines/gguf.ts";
import { floats, type GgufWriterFile, ggufBytes } from "./gguf-writer.ts";
import { tinyModelPath } from "./tiny-model.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "oc-local-gguf-"));
});
afterAll(() => rm(folder, { recursive: true }));

const small: GgufWriterFile = {
  metadata: {
    "general.architecture": { type: "string", value: "llama" },
    "general.file_type": { type: "u32", value: 15 },
    "llama.context_length": { type: "u64", value: 2048n },
    "tokenizer.ggml.tokens": { type: "strings", value: ["a", "b", "c"] },
    "tokenizer.chat_template": { type: "string", value: "{{ messages }}" },
  },
  tensors: [{ name: "output.weight", dimensions: [2, 3], data: floats([1, 2, 3, 4, 5, 6]) }],
};

async function write(name: string, bytes: Buffer | string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

async function refusal(name: string, bytes: Buffer | string): Promise<string> {
  const path = await write(name, bytes);
  const error = await readGguf(path).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code: "MODEL_FILE", hint: expect.any(String) });
  const { message, hint } = error as { message: string; hint: string };
  expect(message).toContain(path);
  return `${message.replace(path, "FILE")} → ${hint}`;
}

test("the header of the model in the repository is read", async () => {
  const gguf = await readGguf(tinyModelPath);
  expect(gguf).toMatchObject({
    architecture: "llama",
    type: "model",
    name: "oc-tiny",
    fileType: "F16",
    contextLength: 4096,
    vocabularySize: 2048,
    chatTemplate: expect.stringContaining("<|im_start|>"),
  });
  expect(gguf.tensors).toHaveLength(38);
  const { size } = (await readFile(tinyModelPath).then((bytes) => ({ size: bytes.length }))) as { size: number };
  expect(gguf.weightBytes).toBeLessThan(size);
  expect(gguf.tensors[0]).toMatchObject({ name: "token_embd.weight", dimensions: [128, 2048], bytes: 2 * 128 * 2048 });
  expect(() => requireLanguageModel(gguf)).not.toThrow();
});

test("a small file is read, versions 2 and 3", async () => {
  for (const version of [2, 3]) {
    const gguf = await readGguf(await write("small.gguf", ggufBytes({ ...small, version })));
    expect(gguf).toMatchObject({ fileType: "Q4_K_M", contextLength: 2048, vocabularySize: 3, weightBytes: 24 });
  }
});

test("a file that is read again is what it is by then", async () => {
  const path = await write("anew.gguf", ggufBytes(small));
  expect((await readGguf(path)).contextLength).toBe(2048);
  const longer = { ...small.metadata, "llama.context_length": { type: "u64" as const, value: 4096n } };
  await writeFile(path, ggufBytes({ ...small, metadata: longer }));
  expect((await readGguf(path)).contextLength).toBe(4096);
  await writeFile(path, ggufBytes(small).subarray(0, 40));
  await expect(readGguf(path)).rejects.toMatchObject({ code: "MODEL_FILE" });
});

test("a header longer than the first read is read whole", async () => {
  const tokens = Array.from({ length: 150_000 }, (_, i) => `token number ${i}`);
  const metadata = { ...small.metadata, "tokenizer.ggml.tokens": { type: "strings", value: tokens } as const };
  const gguf = await readGguf(await write("long.gguf", ggufBytes({ ...small, metadata })));
  expect(gguf.vocabularySize).toBe(150_000);
  expect(gguf.metadata.get("tokenizer.ggml.tokens")).toEqual({ length: 150_000 });
});

test.each([
  ["empty.gguf", "", /is empty \(0 bytes\)/],
  ["lfs.gguf", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n", /Git LFS pointer.*git lfs pull/],
  ["page.gguf", "\n<!DOCTYPE html><html><body>404</body></html>", /web page/],
  ["error.gguf", '{"error":"Repository not found"}', /JSON text/],
  ["torch.gguf", "PK\x03\x04rest", /zip archive or a PyTorch.*convert_hf_to_gguf/],
  ["pickle.gguf", Buffer.from([0x80, 2, 1, 2, 3]), /PyTorch \(pickle\)/],
  ["tensors.gguf", '\x40\0\0\0\0\0\0\0{"__metadata__":{}}', /safetensors.*convert_hf_to_gguf/],
  ["old.gguf", "tjgg\x03\0\0\0", /GGML format that came before GGUF/],
  ["packed.gguf", Buffer.from([0x1f, 0x8b, 8, 0]), /gzip.*gunzip/],
  ["zeros.gguf", Buffer.alloc(4096), /zeros.*interrupted download/],
  ["noise.gguf", Buffer.from("deadbeef", "hex"), /not a GGUF file \(it starts with the bytes deadbeef/],
])("%s is refused and said what it looks like", async (name, bytes, expected) => {
  const content = typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes;
  expect(await refusal(name, content)).toMatch(expected);
});

test("a file that does not exist and a folder are refused", async () => {
  const missing = join(folder, "missing.gguf");
  await expect(readGguf(missing)).rejects.toMatchObject({ code: "MODEL_FILE", message: `${missing} does not exist` });
  await expect(readGguf(folder)).rejects.toMatchObject({ message: `${folder} is not a file` });
});

test.each([
  [1, /version 1 is no longer supported/],
  [9, /version 9 is unknown \(expected 2 or 3\)/],
  [0x03000000, /big-endian/],
])("version %i is refused", async (version, expected) => {
  expect(await refusal("version.gguf", ggufBytes({ ...small, version }))).toMatch(expected);
});

test("a file cut anywhere is refused as truncated, with the bytes it has", async () => {
  const whole = ggufBytes(small);
  const data = whole.length - 32;
  for (let length = 4; length < data + 24; length++) {
    const message = await refusal("cut.gguf", whole.subarray(0, length));
    expect(message).toMatch(length < data - 32 ? /truncated inside its header/ : /truncated/);
    expect(message).toContain(`got ${length}`);
  }
  await expect(readGguf(await write("cut.gguf", whole.subarray(0, data + 24)))).resolves.toBeDefined();
});

test("truncated data says how many bytes are missing", async () => {
  const data = floats(Array.from({ length: 4096 }, () => 0));
  const tensors = [{ name: "blk.0.attn_q.weight", dimensions: [64, 64], data }];
  const whole = ggufBytes({ ...small, tensors });
  expect(await refusal("data.gguf", whole.subarray(0, whole.length - 5000))).toBe(
    `FILE is truncated: its 1 tensors need ${whole.length.toLocaleString("en-US")} bytes, got ${(whole.length - 5000).toLocaleString("en-US")} → the download did not finish: continue it or download the file again`,
  );
});

const tensor = { name: "t", dimensions: [2, 3], data: floats([1, 2, 3, 4, 5, 6]) };
const hugeString = Buffer.concat([Buffer.from([8, 0, 0, 0]), Buffer.alloc(8, 0x7f)]);
const hugeArray = Buffer.concat([Buffer.from([9, 0, 0, 0, 4, 0, 0, 0]), Buffer.from([0, 0, 0, 0, 0, 0, 8, 0])]);
const nestedArray = Buffer.concat([Buffer.from([9, 0, 0, 0, 9, 0, 0, 0]), Buffer.alloc(8)]);
test.each<[string, GgufWriterFile, RegExp]>([
  ["a count beyond reason", { ...small, counts: { pairs: 2n ** 60n } }, /the count 1152921504606846976/],
  ["more pairs than there are", { ...small, counts: { pairs: 1_000_000n } }, /header/],
  ["more tensors than there are", { ...small, counts: { tensors: 1_000_000n } }, /header/],
  ["a text beyond reason", { metadata: { a: { type: "raw", bytes: hugeString } } }, /the count \d+ at byte/],
  ["an array beyond the file", { metadata: { a: { type: "raw", bytes: hugeArray } } }, /truncated inside its header/],
  ["an array of arrays", { metadata: { a: { type: "raw", bytes: nestedArray } } }, /array of arrays/],
  ["an unknown value type", { metadata: { a: { type: "raw", bytes: Buffer.from([99, 0, 0, 0]) } } }, /value type 99/],
  ["no architecture", { metadata: {} }, /no general.architecture/],
  ["five dimensions", { ...small, tensors: [{ ...tensor, dimensions: [1, 1, 1, 2, 3] }] }, /5 dimensions/],
  ["an unknown tensor type", { ...small, tensors: [{ ...tensor, type: 77 }] }, /as type 77, which is newer/],
  [
    "a tensor type that is gone",
    { ...small, tensors: [{ ...tensor, type: 31 }] },
    /Q4_0_4_4, .*take the model as Q4_0/,
  ],
  ["a shape that is no multiple of a block", { ...small, tensors: [{ ...tensor, type: 12 }] }, /\[2, 3\].*Q4_K/],
  ["an empty tensor", { ...small, tensors: [{ ...tensor, dimensions: [0, 3] }] }, /\[0, 3\]/],
  ["an overflowing shape", { ...small, tensors: [{ ...tensor, dimensions: [2 ** 40, 2 ** 40] }] }, /cannot be stored/],
  ["an offset beyond the file", { ...small, tensors: [{ ...tensor, offset: 2 ** 40 }] }, /truncated/],
  [
    "an alignment of zero",
    { ...small, metadata: { ...small.metadata, "general.alignment": { type: "u32", value: 0 } } },
    /general.alignment is 0/,
  ],
])("%s is refused", async (name, file, expected) => {
  expect(await refusal(`${name.replaceAll(" ", "-")}.gguf`, ggufBytes(file))).toMatch(expected);
});

test("random damage to the header never crashes the reader", async () => {
  const whole = await readFile(tinyModelPath);
  for (let i = 0; i < 200; i++) {
    const damaged = Buffer.from(whole);
    const at = 4 + ((i * 7919) % 2000);
    damaged[at] = (damaged[at] as number) ^ (1 << (i % 8));
    const outcome = await readGguf(await write("damaged.gguf", damaged)).catch((error: unknown) => error);
    if (outcome instanceof Error) expect(outcome).toMatchObject({ code: "MODEL_FILE" });
  }
});

function splitPart(part: number, count: number): Buffer {
  const split = {
    "split.no": { type: "u32", value: part - 1 },
    "split.count": { type: "u32", value: count },
    "split.tensors.count": { type: "u32", value: count },
  } as const;
  const metadata = part === 1 ? { ...small.metadata, ...split } : split;
  return ggufBytes({ metadata, tensors: [{ ...tensor, name: `blk.${part}.weight` }] });
}

test("all parts of a split model are read, whichever is named", async () => {
  const paths = [];
  for (const part of [1, 2, 3]) paths.push(await write(`whole-0000${part}-of-00003.gguf`, splitPart(part, 3)));
  for (const path of paths) {
    const gguf = await readGguf(path);
    expect(gguf.path).toBe(paths[0]);
    expect(gguf.parts.map((part) => part.path)).toEqual(paths);
    expect(gguf.tensors.map(({ name }) => name)).toEqual(["blk.1.weight", "blk.2.weight", "blk.3.weight"]);
  }
});

test("a missing, a truncated and a foreign part of a split model are refused by name", async () => {
  const first = await write("broken-00001-of-00002.gguf", splitPart(1, 2));
  const second = join(folder, "broken-00002-of-00002.gguf");
  await expect(readGguf(first)).rejects.toMatchObject({
    code: "MODEL_FILE",
    message: `${second} is missing: the model is split into 2 files`,
  });
  await writeFile(second, splitPart(2, 2).subarray(0, -32));
  await expect(readGguf(first)).rejects.toMatchObject({ message: expect.stringMatching(/00002-of.* is truncated/) });
  await writeFile(second, ggufBytes({ metadata: {}, tensors: [tensor, { ...tensor, name: "u" }] }));
  await expect(readGguf(first)).rejects.toMatchObject({ message: expect.stringContaining("announces 2 tensors") });
});

test("a renamed part of a split model is refused", async () => {
  expect(await refusal("renamed.gguf", splitPart(1, 4))).toMatch(/one of 4 parts.*-00001-of-00004\.gguf/);
});

test("parts joined with cat are told from a renamed one, with the bytes to cut at", async () => {
  const [one, two] = [splitPart(1, 2), splitPart(2, 2)];
  const joined = await refusal("joined.gguf", Buffer.concat([one, two]));
  expect(joined).toMatch(new RegExp(`parts of a split model, put one behind the other .* at byte ${one.length}`));
  expect(joined).toContain("llama-gguf-split --merge …-00001-of-00002.gguf joined.gguf");
  expect(joined).toContain(`head -c ${one.length} joined.gguf > joined-00001-of-00002.gguf`);
  expect(joined).toContain(`tail -c +${one.length + 1} joined.gguf > joined-00002-of-00002.gguf`);
  const three = await refusal("three.gguf", Buffer.concat([splitPart(1, 3), splitPart(2, 3), splitPart(3, 3)]));
  expect(three).not.toContain("head -c");
});

test.each([
  [43, /as type 43, which is newer than the llama\.cpp of this build.*install a newer oc-local/s],
  [31, /as Q4_0_4_4, which llama\.cpp has removed.*nothing is missing/s],
  [70_000, /header that cannot be read: .* type 70000.*download the file again/s],
])("tensors of type %d", async (type, expected) => {
  const tensors = [{ name: "t", dimensions: [8], type, data: floats([0, 0, 0, 0, 0, 0, 0, 0]) }];
  expect(await refusal("type.gguf", ggufBytes({ ...small, tensors }))).toMatch(expected);
});

test.each([
  ["adapter", "llama", /LoRA adapter/],
  ["imatrix", "llama", /importance matrix/],
  ["model", "clip", /projector/],
  ["model", "controlvector", /control vector/],
  ["model", "nomic-bert", /embedding model/],
  ["model", "llama-embed", /embedding model/],
  ["model", "flux", /image or video model/],
  ["model", "wan", /image or video model/],
  ["model", "t5", /encoder-decoder/],
  ["model", "dream", /diffusion language model/],
  ["model", "eagle3", /draft/],
])("a %s of architecture %s is no language model", async (type, architecture, expected) => {
  const metadata = {
    ...small.metadata,
    "general.type": { type: "string", value: type },
    "general.architecture": { type: "string", value: architecture },
  } as const;
  const gguf = await readGguf(await write("other.gguf", ggufBytes({ ...small, metadata })));
  expect(() => requireLanguageModel(gguf)).toThrow(expected);
});

test("a causal architecture that pools or reads both ways is an embedding model", async () => {
  const extra = [
    ["pooling.gguf", { "llama.pooling_type": { type: "u32", value: 3 } }],
    ["both-ways.gguf", { "llama.attention.causal": { type: "bool", value: false } }],
  ] as const;
  for (const [name, metadata] of extra) {
    const gguf = await readGguf(
      await write(name, ggufBytes({ ...small, metadata: { ...small.metadata, ...metadata } })),
    );
    expect(() => requireLanguageModel(gguf)).toThrow(/embedding model/);
  }
});

test("an importance matrix names no architecture and is told from a damaged model", async () => {
  const bytes = (metadata: GgufWriterFile["metadata"]) => ggufBytes({ ...small, metadata });
  const matrix = bytes({ "general.type": { type: "string", value: "imatrix" } });
  expect(await refusal("imatrix.gguf", matrix)).toMatch(/holds an importance matrix .* name the model file/s);
  const counted = bytes({ "imatrix.chunk_count": { type: "u32", value: 7 } });
  expect(await refusal("counted.gguf", counted)).toMatch(/holds an importance matrix/);
});

test("a file with a vocabulary only is a language model without weights", async () => {
  const gguf = await readGguf(await write("vocabulary.gguf", ggufBytes({ metadata: small.metadata })));
  expect(() => requireLanguageModel(gguf)).not.toThrow();
  expect(() => requireWeights(gguf)).toThrow(/no weights/);
});

test("the fingerprint follows content, not name, and sees other bytes and sizes", async () => {
  const bytes = Buffer.alloc(8 * 1024 * 1024, 7);
  const original = await ggufFingerprint(await write("original.gguf", bytes));
  expect(original).toMatch(/^[0-9a-f]{64}$/);
  expect(await ggufFingerprint(await write("copy.gguf", bytes))).toBe(original);
  expect(await ggufFingerprint(await write("longer.gguf", Buffer.concat([bytes, Buffer.from([7])])))).not.toBe(
    original,
  );
  bytes[10] = 8;
  expect(await ggufFingerprint(await write("head.gguf", bytes))).not.toBe(original);
  bytes[10] = 7;
  bytes[bytes.length - 1] = 8;
  expect(await ggufFingerprint(await write("tail.gguf", bytes))).not.toBe(original);
});

const beyondBounds: [what: string, change: (file: GgufWriterFile) => void, says: string][] = [
  [
    "two tokens with one text",
    (file) => {
      file.metadata["tokenizer.ggml.tokens"] = { type: "strings", value: ["a", "", "b", "", "a"] };
    },
    "tokens 0 and 4 have the same text",
  ],
  [
    "a token like an empty one's own text",
    (file) => {
      file.metadata["tokenizer.ggml.tokens"] = { type: "strings", value: ["a", "", "[EMPTY_1]"] };
    },
    "tokens 1 and 2 have the same text",
  ],
  [
    "a token of 150,000 blanks",
    (file) => {
      file.metadata["tokenizer.ggml.tokens"] = { type: "strings", value: ["a", " ".repeat(150_000)] };
    },
    "token 1 has 150000 bytes",
  ],
  [
    "two billion layers",
    (file) => {
      file.metadata["llama.block_count"] = { type: "u32", value: 2 ** 31 };
    },
    "llama.block_count = 2147483648",
  ],
  [
    "a key with an escape sequence",
    (file) => {
      file.metadata["llama.\u001b]0;x\u0007"] = { type: "u32", value: 1 };
    },
    "is no printable text",
  ],
  [
    "a tensor with a name of a kilobyte",
    (file) => {
      file.tensors = [{ name: "x".repeat(1024), dimensions: [2, 3], data: floats([1, 2, 3, 4, 5, 6]) }];
    },
    "has 1024 bytes",
  ],
];

test.each(beyondBounds)("%s is refused by the header alone", async (what, change, says) => {
  const file = structuredClone(small);
  change(file);
  expect(await refusal(`${what.replaceAll(" ", "-")}.gguf`, ggufBytes(file))).toContain(says);
});
