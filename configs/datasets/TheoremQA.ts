// TheoremQA (Chen et al. 2023, arXiv:2305.12524). Prompts are those of OpenCompass a5acc4bb.

import { asRows, defineDataset, type JsonValue, readCsv, readJson } from "oc-local";
import { fieldOf } from "./_fields.ts";
import { accuracy, askZeroShot, bot, type Evaluate, entriesOf, human, type NamedSource } from "./_pieces.ts";

const jsonRows: NamedSource[] = [
  ["TheoremQA", { type: "TheoremQA", path: "TheoremQA/theoremqa_test.json", form: "json" }],
];
const byAnswer = {
  inputColumns: ["Question", "Answer_type"],
  outputColumn: "Answer",
  trainSplit: "test",
  testSplit: "test",
};
const score: Evaluate = { evaluator: { type: "unscorable", needs: "math-verify", upstream: "TheoremQAEvaluatorV3" } };
const csvRows: NamedSource[] = [["TheoremQA", { type: "TheoremQA", path: "TheoremQA/test.csv", form: "csv" }]];
const byAnswer2 = { inputColumns: ["Question", "Answer_type"], outputColumn: "Answer", trainSplit: "test" };
const score2: Evaluate = { ...accuracy, predPostprocessor: { type: "theoremqa" } };
const score3: Evaluate = { ...accuracy, predPostprocessor: { type: "theoremqa-v2" } };

const asMathematician =
  'You are a mathematician, you are supposed to answer the given question. You need to output the answer in your final sentence like "Therefore, the answer is ...". The answer can only be one of the following forms:\n1. a numerical value like 0.1, no symbol and no unit at all.\n2. a list of number like [2, 3, 4].\n3. True/False.\n4. an option like (a), (b), (c), (d)\nQuestion: {Question}\nLet\'s think step by step.';

const fiveSolutions = {
  round: [
    human(
      "You are supposed to provide a solution to a given problem.\n\nProblem:\nIn a 10 Gigabit Ethernet network, the average size of a frame is 1500 bytes. If a burst of noise lasting 1ms interrupts the network, how many frames are lost?\nSolution:",
    ),
    bot(
      "First, calculate the data rate in bytes/s:\n$$10 Gigabit/s * (1 Byte / 8 bits) = 1.25 * 10^9 Bytes/s$$\nNext, calculate the data loss in bytes due to the noise:\n$$1 ms * 1.25 * 10^9 Bytes/s = 1.25 * 10^6 Bytes$$\nFinally, divide the data loss by the average frame size to get the number of frames lost:\n$$1.25 * 10^6 Bytes / 1500 Bytes/frame \\approx 833.33 frames$$\nThe answer is 833.33",
    ),
    human(
      "Problem:\nGiven x = 0.157, what is the value of $x \\times \\frac{\\prod_{n=1}^\\infty (1 - \\frac{x^2}{n^2 \\pi^2})}{\\sin(x)}$?\nSolution:",
    ),
    bot(
      "To evaluate the expression $x \\times \\frac{\\prod_{n=1}^{\\infty} (1 - \\frac{x^2}{n^2 \\pi^2})}{\\sin(x)}$ given x = 0.157, we first recognize that the product in the numerator is related to the sine function through the Euler's reflection formula for the sine function, which can be expressed as:\n$$\\sin(x) = x \\prod_{n=1}^{\\infty} \\left(1 - \\frac{x^2}{n^2 \\pi^2}\\right)$$\nTherefore, the given expression simplifies to: $x \\times \\frac{\\sin(x)}{\\sin(x)}$\nBecause sin(x) in the numerator and denominator cancels out, the expression simplifies further to just x.\nSo, given x = 0.157, the value of the expression is 0.157. This result is derived from the properties of the sine function and does not require computational evaluation.\nThe answer is 0.157",
    ),
    human(
      "Problem:\nConsider the basis C of $\\mathbb{R}^2$ consisting of vectors $u_1 = [2, 4]$ and $u_2 = [1, -1]$. If $y = [8, 12]$, find the C-coordinate vector of y.\nSolution:",
    ),
    bot(
      "The goal is to express y as a linear combination of the basis vectors of C, i.e., $y = a\\cdot u_1 + b\\cdot u_2$, where a and b are the scalar coefficients that we want to find. These coefficients will form the C-coordinate vector of y, which we'll denote as $[a, b]_C$.\nGiven:\n- $u_1 = [2, 4]$,\n- $u_2 = [1, -1]$,\n- $y = [8, 12]$.\nWe need to solve the system of linear equations:\n2a + 1b = 8\n4a - 1b = 12\nLet's solve this system of equations to find a and b.\nThe solution to the system of equations is $a = \\frac{10}{3} and b = \\frac{4}{3}$. Therefore, the C-coordinate vector of y in the basis consisting of vectors $u_1 = [2, 4]$ and $u_2 = [1, -1]$ is $\\left[\\frac{10}{3}, \\frac{4}{3}\\right]_C$.\nLet's calculate the numerical value of $\\left[\\frac{10}{3}, \\frac{4}{3}\\right]_C$ as [3.33, 1.33].\nThe answer is [3.33, 1.33]",
    ),
    human(
      "Problem:\nOne can draw a simple, connected planar graph with 200 vertices and 397 edges. Is this statement True or False?\nSolution:",
    ),
    bot(
      "To determine the answer, we can use Euler's formula for planar graphs, which states that for any finite, connected, planar graph, $V - E + F = 2$, where V is the number of vertices, E is the number of edges, and F is the number of faces.\nGiven the modified question, we have V = 200 vertices and E = 397 edges. We want to find if we can have a graph that satisfies these conditions, adhering to Euler's formula.\nFirst, let's rearrange Euler's formula to solve for F:  F = E - V + 2\nSubstituting the given values: F = 397 - 200 + 2,  F = 199\nThis means a graph with 200 vertices and 397 edges would have 199 faces. However, to determine the truth of this possibility, we should check if this graph doesn't violate any other planar graph constraints, particularly regarding the number of edges.\nFor a simple, connected planar graph, there's also a relationship between vertices, edges, and faces given by the inequality: $E \\leq 3V - 6$\nSubstituting V = 200 gives: $E \\leq 3*200 - 6 = 594$\nWith E = 397, the condition $E \\leq 594$ is satisfied, meaning it's theoretically possible in terms of the edge condition for a planar graph.\nTherefore, one can draw a simple, connected planar graph with 200 vertices and 397 edges, resulting in 199 faces, without violating the conditions for it to be planar according to both Euler's formula and the constraint on the maximum number of edges.\nThe answer is True",
    ),
    human(
      "Problem:\nGiven a finite group G, and a collection of permutations H on a set. Then (a) there always exists H such that G is isomorphic to H; (b) for any H, G is isomorphic to H; (c) G can never be isomorphic to H; (d) none of the above. Which option is correct?\nSolution:",
    ),
    bot(
      "This is based on Cayley's theorem, which states that every group G is isomorphic to a subgroup of the symmetric group acting on G.\nIn other words, for every finite group G, there exists a collection of permutations H (which in this context, can be thought of as the set of permutations representing the action of G on itself) such that G is isomorphic to H.\nTherefore, there always exists H such that G is isomorphic to H.\nThe answer is (a)",
    ),
    human("Problem:\n{Question}\nSolution:"),
  ],
};

export default defineDataset({
  title: "TheoremQA: university questions that take a theorem",
  dimensions: ["mathematics", "reasoning"],
  load: async (path, { form }) => {
    if (form === "csv") return { test: await readCsv(path) };
    return asRows(await readJson(path), path).map((row, i) => {
      const answer = fieldOf(row, "Answer", `${path}, record ${i + 1}`);
      return { ...row, Answer: pythonText(answer) };
    });
  },
  variants: {
    TheoremQA_5shot_gen_6f0af8: () =>
      entriesOf(
        jsonRows,
        byAnswer,
        askZeroShot(fiveSolutions, { maxOutLen: 1024, stoppingCriteria: ["Problem:", "Problem"] }),
        score,
      ),
    ThroremQA_0shot_cot_gen_8acdf7: () =>
      entriesOf(
        csvRows,
        byAnswer2,
        askZeroShot({
          round: [human(asMathematician)],
        }),
        score,
      ),
    deprecated_TheoremQA_gen_424e0a: () =>
      entriesOf(
        csvRows,
        byAnswer2,
        askZeroShot(
          "Below is an instruction that describes a task, paired with an input that provides further context. Write a response that appropriately completes the request.\n\n### Instruction:\nPlease read a math problem, and then think step by step to derive the answer. The answer is decided by Answer Type. If the Answer type in [bool], the answer needs to be True or False. Else if the Answer type in [integer, float] , The answer needs to be in numerical form. Else if the Answer type in [list of integer, list of float] , the answer needs to be a list of number like [2, 3, 4]. Else if the Answer type in [option], the answer needs to be an option like (a), (b), (c), (d).You need to output the answer in your final sentence like 'Therefore, the answer is ...'.\n\n### Input:\n{Question}\nAnswer_type:{Answer_type}\n### Response:\n",
          { maxOutLen: 512 },
        ),
        score2,
      ),
    deprecated_TheoremQA_gen_7009de: () =>
      entriesOf(
        csvRows,
        byAnswer2,
        askZeroShot(
          {
            begin: [
              {
                role: "SYSTEM",
                fallback_role: "HUMAN",
                prompt:
                  'You are a mathematician, you are supposed to answer the given question. You need to output the answer in your final sentence like "Therefore, the answer is ...". The answer can only be one of the following forms:\n1. a numerical value like 0.1, no symbol and no unit at all.\n2. a list of number like [2, 3, 4].\n3. True/False.\n4. an option like (a), (b), (c), (d)\n',
              },
            ],
            round: [human("Question: {Question}\nLet's think step by step.")],
          },
          { maxOutLen: 512 },
        ),
        score2,
      ),
    deprecated_TheoremQA_gen_ef26ca: () =>
      entriesOf(
        csvRows,
        byAnswer2,
        askZeroShot(
          {
            round: [human(asMathematician)],
          },
          { maxOutLen: 512 },
        ),
        score2,
      ),
    deprecated_TheoremQA_post_v2_gen_2c2583: () =>
      entriesOf(csvRows, byAnswer2, askZeroShot(asMathematician, { maxOutLen: 512 }), score3),
    deprecated_TheoremQA_post_v2_gen_ef26ca: () =>
      entriesOf(
        csvRows,
        byAnswer2,
        askZeroShot(
          {
            round: [human(asMathematician)],
          },
          { maxOutLen: 512 },
        ),
        score3,
      ),
    TheoremQA_5shot_new_gen: () =>
      entriesOf(jsonRows, byAnswer, askZeroShot(fiveSolutions, { stoppingCriteria: ["Problem:", "Problem"] }), score),
  },
  aliases: { TheoremQA_gen: "TheoremQA_5shot_gen_6f0af8" },
});

function pythonText(value: JsonValue): string {
  if (typeof value === "boolean") return value ? "True" : "False";
  return typeof value === "string" ? value : JSON.stringify(value).replaceAll(",", ", ");
}
