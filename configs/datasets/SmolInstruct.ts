// SMolInstruct (Yu et al. 2024, arXiv:2402.09391). Prompts are those of OpenCompass a5acc4bb. Molecules are not compared here.

import { type DatasetConfig, defineDataset, type Row, readHubSplit } from "oc-local";
import { askZeroShot, bot, human } from "./_pieces.ts";

interface Task {
  abbr: string;
  name: string;
  /** What is given and asked for. */
  text: string;
  /** The same where no example shows the form of an answer, if it differs. */
  textWithoutExample?: string;
  /** OpenCompass's evaluator. */
  upstream: string;
}

const generationTasks: readonly Task[] = [
  {
    abbr: "MG",
    name: "molecule_generation",
    text: "description of a molecule, your task is to generate the potential SMILES representation of the molecule.\n    The input contains the description of the molecule. Your reply should contain the potential SMILES representation of the molecule wrapped in <SMILES> and </SMILES> tags",
    upstream: "FTSEvaluator",
  },
  {
    abbr: "FS",
    name: "forward_synthesis",
    text: 'SMILES representation of reactants and reagents, your task is to predict the potential product using your chemical reaction knowledge.\n    The input contains both reactants and reagents, and different reactants and reagents are separated by ".". Your reply should contain only the SMILES representation of the predicted product and no other text',
    textWithoutExample:
      'SMILES representation of reactants and reagents, your task is to predict the potential product using your chemical reaction knowledge.\n    The input contains both reactants and reagents, and different reactants and reagents are separated by ".". Your reply should contain the SMILES representation of the predicted product wrapped in <SMILES> and </SMILES> tags',
    upstream: "FTSEvaluator",
  },
  {
    abbr: "RS",
    name: "retrosynthesis",
    text: 'SMILES representation of the product, your task is to predict the potential reactants and reagents using your chemical reaction knowledge.\n    The input contains the SMILES representation of the product. Your reply should contain the SMILES representation of both reactants and reagents, and different reactants and reagents should be separated by "."',
    textWithoutExample:
      'SMILES representation of the product, your task is to predict the potential reactants and reagents using your chemical reaction knowledge.\n    The input contains the SMILES representation of the product. Your reply should contain the SMILES representation of both reactants and reagents, and all reactants and reagents should be enclosed **together** within a single pair of <SMILES> and </SMILES> tags, separated by "."',
    upstream: "FTSEvaluator",
  },
];
const captionTasks: readonly Task[] = [
  {
    abbr: "MC",
    name: "molecule_captioning",
    text: "SMILES representation of a molecule, your task is to describe the molecule in natural language.\n    The input contains the SMILES representation of the molecule. Your reply should contain a natural language description of the molecule",
    upstream: "MeteorEvaluator",
  },
];
const nameTasks: readonly Task[] = [
  {
    abbr: "NC-I2F",
    name: "name_conversion-i2f",
    text: "IUPAC representation of compounds, your task is to predict the molecular formula of the compound.\n    The input contains the IUPAC representation of the compound. Your reply should contain only the molecular formula of the compound wrapped in <MOLFORMULA> and </MOLFORMULA> tags and no other text",
    upstream: "NCElementMatchEvaluator",
  },
  {
    abbr: "NC-I2S",
    name: "name_conversion-i2s",
    text: "IUPAC representation of compounds, your task is to predict the SMILES representation of the compound.\n    The input contains the IUPAC representation of the compound. Your reply should contain only the SMILES representation of the compound wrapped in <SMILES> and </SMILES> tags and no other text",
    upstream: "NCExactMatchEvaluator",
  },
  {
    abbr: "NC-S2F",
    name: "name_conversion-s2f",
    text: "SMILES representation of compounds, your task is to predict the molecular formula of the compound.\n    The input contains the SMILES representation of the compound. Your reply should contain only the molecular formula of the compound wrapped in <MOLFORMULA> and </MOLFORMULA> tags and no other text",
    upstream: "NCElementMatchEvaluator",
  },
  {
    abbr: "NC-S2I",
    name: "name_conversion-s2i",
    text: "SMILES representation of compounds, your task is to predict the IUPAC representation of the compound.\n    The input contains the SMILES representation of the compound. Your reply should contain only the IUPAC representation of the compound wrapped in <IUPAC> and </IUPAC> tags and no other text",
    upstream: "NCExactMatchEvaluator",
  },
];
const propertyTasks: readonly Task[] = [
  {
    abbr: "PP-ESOL",
    name: "property_prediction-esol",
    text: "SMILES representation of compounds, your task is to predict the log solubility of the compound.\n    The input contains the SMILES representation of the compound. Your reply should contain the log solubility of the compound wrapped in <NUMBER> and </NUMBER> tags",
    textWithoutExample:
      "SMILES representation of compounds, your task is to predict the log solubility of the compound.\n    The input contains the SMILES representation of the compound. Your reply should contain the log solubility of the compound wrapped in \\boxed{}",
    upstream: "RMSEEvaluator",
  },
  {
    abbr: "PP-Lipo",
    name: "property_prediction-lipo",
    text: "SMILES representation of compounds, your task is to predict the octanol/water partition coefficient of the compound.\n    The input contains the SMILES representation of the compound. Your reply should contain the octanol/water partition coefficient of the compound wrapped in <NUMBER> and </NUMBER> tags",
    textWithoutExample:
      "SMILES representation of compounds, your task is to predict the octanol/water partition coefficient of the compound.\n    The input contains the SMILES representation of the compound. Your reply should contain the octanol/water partition coefficient of the compound wrapped in \\boxed{}",
    upstream: "RMSEEvaluator",
  },
];

export default defineDataset({
  title: "SMolInstruct: names, properties and reactions of molecules",
  dimensions: ["knowledge"],
  load: async (path, { name }) => {
    const ofTask = (rows: Row[]) => rows.filter(({ task }) => task === name);
    return {
      validation: ofTask(await readHubSplit(path, "validation")),
      test: ofTask(await readHubSplit(path, "test")),
    };
  },
  variants: {
    smolinstruct_fts_gen_5774b5: () => generationTasks.map(oneShot),
    smolinstruct_meteor_gen_065150: () => captionTasks.map(oneShot),
    smolinstruct_nc_gen_c84c18: () => nameTasks.map(oneShot),
    smolinstruct_rmse_gen_0fcc6b: () => propertyTasks.map(oneShot),
    smolinstruct_0shot_instruct_gen: () => nameTasks.map(zeroShot),
    smolinstruct_fts_0shot_instruct: () => generationTasks.map(zeroShot),
    smolinstruct_meteor_0shot_instruct: () => captionTasks.map(zeroShot),
    smolinstruct_rmse_0shot_instruct: () => propertyTasks.map(zeroShot),
  },
  aliases: { smolinstruct_nc_0shot_instruct: "smolinstruct_0shot_instruct_gen" },
});

function entry({ name, upstream }: Task, abbr: string, infer: DatasetConfig["infer"]): DatasetConfig {
  return {
    abbr,
    source: { type: "SmolInstruct", path: "osunlp/SMolInstruct", name },
    reader: { inputColumns: ["input"], outputColumn: "output", trainSplit: "validation" },
    infer,
    evaluate: { evaluator: { type: "unscorable", needs: "chemistry", upstream } },
  };
}

function ask(text: string) {
  return human(
    `You are an expert chemist. Given the ${text}. Your reply must be valid and chemically reasonable.\nQuestion: {input}\nAnswer: `,
  );
}

function oneShot(task: Task): DatasetConfig {
  return entry(task, task.abbr, {
    iceTemplate: { template: { round: [ask(task.text), bot("{output}\n")] } },
    promptTemplate: { template: { begin: "</E>", round: [ask(task.text)] }, iceToken: "</E>" },
    retriever: { type: "fix-k", fixIdList: [0] },
    inferencer: { type: "generate" },
  });
}

function zeroShot(task: Task): DatasetConfig {
  const question = ask(task.textWithoutExample ?? task.text);
  return entry(task, `${task.abbr}-0shot-instruct`, askZeroShot({ round: [question, bot("{output}\n")] }));
}
