// Fields of which a wrong value shows that they are read: each config is refused with words about it.

import type { DatasetEntry } from "./inputs.ts";
import { generated } from "./inputs.ts";

export interface RefusedCase {
  field: string;
  config: object;
  says: RegExp;
}

/** @param folder Where the rows lie. */
export function refusedCases(folder: string): RefusedCase[] {
  const entry = generated(folder);
  const model = { abbr: "m", path: "M.gguf", kind: "chat" };
  const ofModel = (field: string, set: object, says: RegExp): RefusedCase => ({
    field: `models[].${field}`,
    config: { models: [{ ...model, ...set }], datasets: [entry] },
    says,
  });
  const ofDataset = (field: string, set: Partial<DatasetEntry>, says: RegExp): RefusedCase => ({
    field: `datasets[].${field}`,
    config: { models: [model], datasets: [{ ...entry, ...set }] },
    says,
  });
  const around = (field: string, set: object, says: RegExp): RefusedCase => ({
    field,
    config: { models: [model], datasets: [entry], ...set },
    says,
  });
  const absent = { path: undefined, files: ["absent.gguf"] };
  const cut = (type: string) => ({ infer: { partitioner: { type } } });
  const runner = (type: string) => ({ infer: { runner: { type, task: { type: "train" } } } });
  const shots = { retriever: { type: "fix-k", fixIdList: [0] }, iceTemplate: { template: "{q} {a}" } };
  return [
    ofModel("checkpoint", { ...absent, checkpoint: "org/absent" }, /org\/absent/),
    ofModel("device", { device: "tpu" }, /there is no device "tpu"/),
    ofModel("placement.flash_attention", { placement: { flash_attention: "no" } }, /flash_attention/),
    ofModel("metaTemplate.round[].role", { kind: "base", metaTemplate: { round: [{ role: "USER" }] } }, /HUMAN/),
    ofDataset("source.type", { source: { ...entry.source, type: "jsonk" } }, /jsonk/),
    ofDataset("source.path", { source: { ...entry.source, path: "absent.jsonl" } }, /absent\.jsonl/),
    ofDataset("reader.inputColumns[]", { reader: { inputColumns: ["zz"], outputColumn: "a" } }, /no column "zz"/),
    ofDataset("reader.outputColumn", { reader: { ...entry.reader, outputColumn: "zz" } }, /no column "zz"/),
    ofDataset("reader.trainSplit", { reader: { ...entry.reader, trainSplit: "zz" } }, /no split "zz"/),
    ofDataset("reader.testSplit", { reader: { ...entry.reader, testSplit: "zz" } }, /no split "zz"/),
    ofDataset(
      "infer.promptTemplate.iceToken",
      { infer: { ...entry.infer, ...shots, promptTemplate: { template: "</E>{q}" } } },
      /no iceToken says where the in-context examples go/,
    ),
    ofDataset(
      "infer.promptTemplate.template.begin.role",
      { infer: { ...entry.infer, promptTemplate: { template: { round: [{ role: "TEACHER", prompt: "{q}" }] } } } },
      /TEACHER/,
    ),
    around("infer.partitioner.size.type", cut("sizes"), /"naive" or "size" or "num-worker"/),
    around("infer.partitioner.num-worker.type", cut("workers"), /"naive" or "size" or "num-worker"/),
    around("infer.runner.local.type", runner("here"), /"local" or "slurm"/),
    around("infer.runner.local.task.type", runner("local"), /infer\.runner\.task\.type.*"infer"/),
    around("infer.runner.slurm.task.type", runner("slurm"), /infer\.runner\.task\.type.*"infer"/),
    around("eval.partitioner.type", { eval: { partitioner: { type: "size" } } }, /evaluation runs in the submitting/),
    around("eval.partitioner.n", { eval: { partitioner: { type: "naive", n: 2 } } }, /eval\.partitioner\.n/),
    around("eval.runner.type", { eval: { runner: { type: "slurm" } } }, /evaluation runs in the submitting/),
    around("eval.runner.task.type", { eval: { runner: { type: "local", task: { type: "infer" } } } }, /"eval"/),
    around("date", { date: "someday" }, /date: "someday" is no date/),
  ];
}
