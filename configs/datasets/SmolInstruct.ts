// SMolInstruct (Yu et al. 2024, arXiv:2402.09391). Prompts are those of OpenCompass a5acc4bb. Molecules are not compared here.

import { defineDataset, type Row, readHubSplit } from "oc-local";
import {
  askZeroShot,
  bot,
  type Evaluate,
  entriesOf,
  entriesWith,
  human,
  type NamedSource,
  type SourceWithText,
} from "./_pieces.ts";

const texts: SourceWithText[] = [
  [
    "MG",
    { type: "SmolInstruct", path: "osunlp/SMolInstruct", name: "molecule_generation" },
    "description of a molecule, your task is to generate the potential SMILES representation of the molecule.\n    The input contains the description of the molecule. Your reply should contain the potential SMILES representation of the molecule wrapped in <SMILES> and </SMILES> tags",
  ],
  [
    "FS",
    { type: "SmolInstruct", path: "osunlp/SMolInstruct", name: "forward_synthesis" },
    'SMILES representation of reactants and reagents, your task is to predict the potential product using your chemical reaction knowledge.\n    The input contains both reactants and reagents, and different reactants and reagents are separated by ".". Your reply should contain only the SMILES representation of the predicted product and no other text',
  ],
  [
    "RS",
    { type: "SmolInstruct", path: "osunlp/SMolInstruct", name: "retrosynthesis" },
    'SMILES representation of the product, your task is to predict the potential reactants and reagents using your chemical reaction knowledge.\n    The input contains the SMILES representation of the product. Your reply should contain the SMILES representation of both reactants and reagents, and different reactants and reagents should be separated by "."',
  ],
];
const columns = { inputColumns: ["input"], outputColumn: "output", trainSplit: "validation" };
const score: Evaluate = { evaluator: { type: "unscorable", needs: "chemistry", upstream: "FTSEvaluator" } };
const rows2: NamedSource[] = [
  ["MC", { type: "SmolInstruct", path: "osunlp/SMolInstruct", name: "molecule_captioning" }],
];
const score2: Evaluate = { evaluator: { type: "unscorable", needs: "chemistry", upstream: "MeteorEvaluator" } };
const rows3: NamedSource[] = [
  ["NC-I2F", { type: "SmolInstruct", path: "osunlp/SMolInstruct", name: "name_conversion-i2f" }],
];
const score3: Evaluate = { evaluator: { type: "unscorable", needs: "chemistry", upstream: "NCElementMatchEvaluator" } };
const rows4: NamedSource[] = [
  ["NC-I2S", { type: "SmolInstruct", path: "osunlp/SMolInstruct", name: "name_conversion-i2s" }],
];
const score4: Evaluate = { evaluator: { type: "unscorable", needs: "chemistry", upstream: "NCExactMatchEvaluator" } };
const rows5: NamedSource[] = [
  ["NC-S2F", { type: "SmolInstruct", path: "osunlp/SMolInstruct", name: "name_conversion-s2f" }],
];
const rows6: NamedSource[] = [
  ["NC-S2I", { type: "SmolInstruct", path: "osunlp/SMolInstruct", name: "name_conversion-s2i" }],
];
const rows7: NamedSource[] = [
  ["PP-ESOL", { type: "SmolInstruct", path: "osunlp/SMolInstruct", name: "property_prediction-esol" }],
];
const score5: Evaluate = { evaluator: { type: "unscorable", needs: "chemistry", upstream: "RMSEEvaluator" } };
const rows8: NamedSource[] = [
  ["PP-Lipo", { type: "SmolInstruct", path: "osunlp/SMolInstruct", name: "property_prediction-lipo" }],
];
const rows9: NamedSource[] = [
  ["NC-I2F-0shot-instruct", { type: "SmolInstruct", path: "osunlp/SMolInstruct", name: "name_conversion-i2f" }],
];
const rows10: NamedSource[] = [
  ["NC-I2S-0shot-instruct", { type: "SmolInstruct", path: "osunlp/SMolInstruct", name: "name_conversion-i2s" }],
];
const rows11: NamedSource[] = [
  ["NC-S2F-0shot-instruct", { type: "SmolInstruct", path: "osunlp/SMolInstruct", name: "name_conversion-s2f" }],
];
const rows12: NamedSource[] = [
  ["NC-S2I-0shot-instruct", { type: "SmolInstruct", path: "osunlp/SMolInstruct", name: "name_conversion-s2i" }],
];
const texts13: SourceWithText[] = [
  [
    "MG-0shot-instruct",
    { type: "SmolInstruct", path: "osunlp/SMolInstruct", name: "molecule_generation" },
    "description of a molecule, your task is to generate the potential SMILES representation of the molecule.\n    The input contains the description of the molecule. Your reply should contain the potential SMILES representation of the molecule wrapped in <SMILES> and </SMILES> tags",
  ],
  [
    "FS-0shot-instruct",
    { type: "SmolInstruct", path: "osunlp/SMolInstruct", name: "forward_synthesis" },
    'SMILES representation of reactants and reagents, your task is to predict the potential product using your chemical reaction knowledge.\n    The input contains both reactants and reagents, and different reactants and reagents are separated by ".". Your reply should contain the SMILES representation of the predicted product wrapped in <SMILES> and </SMILES> tags',
  ],
  [
    "RS-0shot-instruct",
    { type: "SmolInstruct", path: "osunlp/SMolInstruct", name: "retrosynthesis" },
    'SMILES representation of the product, your task is to predict the potential reactants and reagents using your chemical reaction knowledge.\n    The input contains the SMILES representation of the product. Your reply should contain the SMILES representation of both reactants and reagents, and all reactants and reagents should be enclosed **together** within a single pair of <SMILES> and </SMILES> tags, separated by "."',
  ],
];
const rows14: NamedSource[] = [
  ["MC-0shot-instruct", { type: "SmolInstruct", path: "osunlp/SMolInstruct", name: "molecule_captioning" }],
];
const rows15: NamedSource[] = [
  ["PP-ESOL-0shot-instruct", { type: "SmolInstruct", path: "osunlp/SMolInstruct", name: "property_prediction-esol" }],
];
const rows16: NamedSource[] = [
  ["PP-Lipo-0shot-instruct", { type: "SmolInstruct", path: "osunlp/SMolInstruct", name: "property_prediction-lipo" }],
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
    smolinstruct_fts_gen_5774b5: () =>
      entriesWith(
        texts,
        columns,
        (text) => ({
          iceTemplate: {
            template: {
              round: [
                human(
                  `You are an expert chemist. Given the ${text}. Your reply must be valid and chemically reasonable.\nQuestion: {input}\nAnswer: `,
                ),
                bot("{output}\n"),
              ],
            },
          },
          promptTemplate: {
            template: {
              begin: "</E>",
              round: [
                human(
                  `You are an expert chemist. Given the ${text}. Your reply must be valid and chemically reasonable.\nQuestion: {input}\nAnswer: `,
                ),
              ],
            },
            iceToken: "</E>",
          },
          retriever: { type: "fix-k", fixIdList: [0] },
          inferencer: { type: "generate" },
        }),
        score,
      ),
    smolinstruct_meteor_gen_065150: () =>
      entriesOf(
        rows2,
        columns,
        {
          iceTemplate: {
            template: {
              round: [
                human(
                  "You are an expert chemist. Given the SMILES representation of a molecule, your task is to describe the molecule in natural language.\n    The input contains the SMILES representation of the molecule. Your reply should contain a natural language description of the molecule. Your reply must be valid and chemically reasonable.\nQuestion: {input}\nAnswer: ",
                ),
                bot("{output}\n"),
              ],
            },
          },
          promptTemplate: {
            template: {
              begin: "</E>",
              round: [
                human(
                  "You are an expert chemist. Given the SMILES representation of a molecule, your task is to describe the molecule in natural language.\n    The input contains the SMILES representation of the molecule. Your reply should contain a natural language description of the molecule. Your reply must be valid and chemically reasonable.\nQuestion: {input}\nAnswer: ",
                ),
              ],
            },
            iceToken: "</E>",
          },
          retriever: { type: "fix-k", fixIdList: [0] },
          inferencer: { type: "generate" },
        },
        score2,
      ),
    smolinstruct_nc_gen_c84c18: () => [
      ...entriesOf(
        rows3,
        columns,
        {
          iceTemplate: {
            template: {
              round: [
                human(
                  "You are an expert chemist. Given the IUPAC representation of compounds, your task is to predict the molecular formula of the compound.\n    The input contains the IUPAC representation of the compound. Your reply should contain only the molecular formula of the compound wrapped in <MOLFORMULA> and </MOLFORMULA> tags and no other text. Your reply must be valid and chemically reasonable.\nQuestion: {input}\nAnswer: ",
                ),
                bot("{output}\n"),
              ],
            },
          },
          promptTemplate: {
            template: {
              begin: "</E>",
              round: [
                human(
                  "You are an expert chemist. Given the IUPAC representation of compounds, your task is to predict the molecular formula of the compound.\n    The input contains the IUPAC representation of the compound. Your reply should contain only the molecular formula of the compound wrapped in <MOLFORMULA> and </MOLFORMULA> tags and no other text. Your reply must be valid and chemically reasonable.\nQuestion: {input}\nAnswer: ",
                ),
              ],
            },
            iceToken: "</E>",
          },
          retriever: { type: "fix-k", fixIdList: [0] },
          inferencer: { type: "generate" },
        },
        score3,
      ),
      ...entriesOf(
        rows4,
        columns,
        {
          iceTemplate: {
            template: {
              round: [
                human(
                  "You are an expert chemist. Given the IUPAC representation of compounds, your task is to predict the SMILES representation of the compound.\n    The input contains the IUPAC representation of the compound. Your reply should contain only the SMILES representation of the compound wrapped in <SMILES> and </SMILES> tags and no other text. Your reply must be valid and chemically reasonable.\nQuestion: {input}\nAnswer: ",
                ),
                bot("{output}\n"),
              ],
            },
          },
          promptTemplate: {
            template: {
              begin: "</E>",
              round: [
                human(
                  "You are an expert chemist. Given the IUPAC representation of compounds, your task is to predict the SMILES representation of the compound.\n    The input contains the IUPAC representation of the compound. Your reply should contain only the SMILES representation of the compound wrapped in <SMILES> and </SMILES> tags and no other text. Your reply must be valid and chemically reasonable.\nQuestion: {input}\nAnswer: ",
                ),
              ],
            },
            iceToken: "</E>",
          },
          retriever: { type: "fix-k", fixIdList: [0] },
          inferencer: { type: "generate" },
        },
        score4,
      ),
      ...entriesOf(
        rows5,
        columns,
        {
          iceTemplate: {
            template: {
              round: [
                human(
                  "You are an expert chemist. Given the SMILES representation of compounds, your task is to predict the molecular formula of the compound.\n    The input contains the SMILES representation of the compound. Your reply should contain only the molecular formula of the compound wrapped in <MOLFORMULA> and </MOLFORMULA> tags and no other text. Your reply must be valid and chemically reasonable.\nQuestion: {input}\nAnswer: ",
                ),
                bot("{output}\n"),
              ],
            },
          },
          promptTemplate: {
            template: {
              begin: "</E>",
              round: [
                human(
                  "You are an expert chemist. Given the SMILES representation of compounds, your task is to predict the molecular formula of the compound.\n    The input contains the SMILES representation of the compound. Your reply should contain only the molecular formula of the compound wrapped in <MOLFORMULA> and </MOLFORMULA> tags and no other text. Your reply must be valid and chemically reasonable.\nQuestion: {input}\nAnswer: ",
                ),
              ],
            },
            iceToken: "</E>",
          },
          retriever: { type: "fix-k", fixIdList: [0] },
          inferencer: { type: "generate" },
        },
        score3,
      ),
      ...entriesOf(
        rows6,
        columns,
        {
          iceTemplate: {
            template: {
              round: [
                human(
                  "You are an expert chemist. Given the SMILES representation of compounds, your task is to predict the IUPAC representation of the compound.\n    The input contains the SMILES representation of the compound. Your reply should contain only the IUPAC representation of the compound wrapped in <IUPAC> and </IUPAC> tags and no other text. Your reply must be valid and chemically reasonable.\nQuestion: {input}\nAnswer: ",
                ),
                bot("{output}\n"),
              ],
            },
          },
          promptTemplate: {
            template: {
              begin: "</E>",
              round: [
                human(
                  "You are an expert chemist. Given the SMILES representation of compounds, your task is to predict the IUPAC representation of the compound.\n    The input contains the SMILES representation of the compound. Your reply should contain only the IUPAC representation of the compound wrapped in <IUPAC> and </IUPAC> tags and no other text. Your reply must be valid and chemically reasonable.\nQuestion: {input}\nAnswer: ",
                ),
              ],
            },
            iceToken: "</E>",
          },
          retriever: { type: "fix-k", fixIdList: [0] },
          inferencer: { type: "generate" },
        },
        score4,
      ),
    ],
    smolinstruct_rmse_gen_0fcc6b: () => [
      ...entriesOf(
        rows7,
        columns,
        {
          iceTemplate: {
            template: {
              round: [
                human(
                  "You are an expert chemist. Given the SMILES representation of compounds, your task is to predict the log solubility of the compound.\n    The input contains the SMILES representation of the compound. Your reply should contain the log solubility of the compound wrapped in <NUMBER> and </NUMBER> tags. Your reply must be valid and chemically reasonable.\nQuestion: {input}\nAnswer: ",
                ),
                bot("{output}\n"),
              ],
            },
          },
          promptTemplate: {
            template: {
              begin: "</E>",
              round: [
                human(
                  "You are an expert chemist. Given the SMILES representation of compounds, your task is to predict the log solubility of the compound.\n    The input contains the SMILES representation of the compound. Your reply should contain the log solubility of the compound wrapped in <NUMBER> and </NUMBER> tags. Your reply must be valid and chemically reasonable.\nQuestion: {input}\nAnswer: ",
                ),
              ],
            },
            iceToken: "</E>",
          },
          retriever: { type: "fix-k", fixIdList: [0] },
          inferencer: { type: "generate" },
        },
        score5,
      ),
      ...entriesOf(
        rows8,
        columns,
        {
          iceTemplate: {
            template: {
              round: [
                human(
                  "You are an expert chemist. Given the SMILES representation of compounds, your task is to predict the octanol/water partition coefficient of the compound.\n    The input contains the SMILES representation of the compound. Your reply should contain the octanol/water partition coefficient of the compound wrapped in <NUMBER> and </NUMBER> tags. Your reply must be valid and chemically reasonable.\nQuestion: {input}\nAnswer: ",
                ),
                bot("{output}\n"),
              ],
            },
          },
          promptTemplate: {
            template: {
              begin: "</E>",
              round: [
                human(
                  "You are an expert chemist. Given the SMILES representation of compounds, your task is to predict the octanol/water partition coefficient of the compound.\n    The input contains the SMILES representation of the compound. Your reply should contain the octanol/water partition coefficient of the compound wrapped in <NUMBER> and </NUMBER> tags. Your reply must be valid and chemically reasonable.\nQuestion: {input}\nAnswer: ",
                ),
              ],
            },
            iceToken: "</E>",
          },
          retriever: { type: "fix-k", fixIdList: [0] },
          inferencer: { type: "generate" },
        },
        score5,
      ),
    ],
    smolinstruct_0shot_instruct_gen: () => [
      ...entriesOf(
        rows9,
        columns,
        askZeroShot({
          round: [
            human(
              "You are an expert chemist. Given the IUPAC representation of compounds, your task is to predict the molecular formula of the compound.\n    The input contains the IUPAC representation of the compound. Your reply should contain only the molecular formula of the compound wrapped in <MOLFORMULA> and </MOLFORMULA> tags and no other text. Your reply must be valid and chemically reasonable.\nQuestion: {input}\nAnswer: ",
            ),
            bot("{output}\n"),
          ],
        }),
        score3,
      ),
      ...entriesOf(
        rows10,
        columns,
        askZeroShot({
          round: [
            human(
              "You are an expert chemist. Given the IUPAC representation of compounds, your task is to predict the SMILES representation of the compound.\n    The input contains the IUPAC representation of the compound. Your reply should contain only the SMILES representation of the compound wrapped in <SMILES> and </SMILES> tags and no other text. Your reply must be valid and chemically reasonable.\nQuestion: {input}\nAnswer: ",
            ),
            bot("{output}\n"),
          ],
        }),
        score4,
      ),
      ...entriesOf(
        rows11,
        columns,
        askZeroShot({
          round: [
            human(
              "You are an expert chemist. Given the SMILES representation of compounds, your task is to predict the molecular formula of the compound.\n    The input contains the SMILES representation of the compound. Your reply should contain only the molecular formula of the compound wrapped in <MOLFORMULA> and </MOLFORMULA> tags and no other text. Your reply must be valid and chemically reasonable.\nQuestion: {input}\nAnswer: ",
            ),
            bot("{output}\n"),
          ],
        }),
        score3,
      ),
      ...entriesOf(
        rows12,
        columns,
        askZeroShot({
          round: [
            human(
              "You are an expert chemist. Given the SMILES representation of compounds, your task is to predict the IUPAC representation of the compound.\n    The input contains the SMILES representation of the compound. Your reply should contain only the IUPAC representation of the compound wrapped in <IUPAC> and </IUPAC> tags and no other text. Your reply must be valid and chemically reasonable.\nQuestion: {input}\nAnswer: ",
            ),
            bot("{output}\n"),
          ],
        }),
        score4,
      ),
    ],
    smolinstruct_fts_0shot_instruct: () =>
      entriesWith(
        texts13,
        columns,
        (text) =>
          askZeroShot({
            round: [
              human(
                `You are an expert chemist. Given the ${text}. Your reply must be valid and chemically reasonable.\nQuestion: {input}\nAnswer: `,
              ),
              bot("{output}\n"),
            ],
          }),
        score,
      ),
    smolinstruct_meteor_0shot_instruct: () =>
      entriesOf(
        rows14,
        columns,
        askZeroShot({
          round: [
            human(
              "You are an expert chemist. Given the SMILES representation of a molecule, your task is to describe the molecule in natural language.\n    The input contains the SMILES representation of the molecule. Your reply should contain a natural language description of the molecule. Your reply must be valid and chemically reasonable.\nQuestion: {input}\nAnswer: ",
            ),
            bot("{output}\n"),
          ],
        }),
        score2,
      ),
    smolinstruct_rmse_0shot_instruct: () => [
      ...entriesOf(
        rows15,
        columns,
        askZeroShot({
          round: [
            human(
              "You are an expert chemist. Given the SMILES representation of compounds, your task is to predict the log solubility of the compound.\n    The input contains the SMILES representation of the compound. Your reply should contain the log solubility of the compound wrapped in \\boxed{}. Your reply must be valid and chemically reasonable.\nQuestion: {input}\nAnswer: ",
            ),
            bot("{output}\n"),
          ],
        }),
        score5,
      ),
      ...entriesOf(
        rows16,
        columns,
        askZeroShot({
          round: [
            human(
              "You are an expert chemist. Given the SMILES representation of compounds, your task is to predict the octanol/water partition coefficient of the compound.\n    The input contains the SMILES representation of the compound. Your reply should contain the octanol/water partition coefficient of the compound wrapped in \\boxed{}. Your reply must be valid and chemically reasonable.\nQuestion: {input}\nAnswer: ",
            ),
            bot("{output}\n"),
          ],
        }),
        score5,
      ),
    ],
  },
  aliases: { smolinstruct_nc_0shot_instruct: "smolinstruct_0shot_instruct_gen" },
});
