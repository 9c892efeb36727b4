// The prompts of the MBPP variants: three programs as examples, in OpenCompass's several typesettings.

import { bot, human, type Turn } from "./_pieces.ts";

interface Program {
  task: string;
  /** As the first variants have them, with a blank after most. */
  tests: readonly string[];
  code: string;
  /** Of the variants that indent by two. */
  narrowCode?: string;
}

const programs: readonly Program[] = [
  {
    task: "Write a function to find the similar elements from the given two tuple lists.",
    tests: [
      "assert similar_elements((3, 4, 5, 6),(5, 7, 4, 10)) == (4, 5)",
      "assert similar_elements((1, 2, 3, 4),(5, 4, 3, 7)) == (3, 4) ",
      "assert similar_elements((11, 12, 14, 13),(17, 15, 14, 13)) == (13, 14) ",
    ],
    code: "def similar_elements(test_tup1, test_tup2):\n    res = tuple(set(test_tup1) & set(test_tup2))\n    return (res)",
    narrowCode:
      "def similar_elements(test_tup1, test_tup2):\n  res = tuple(set(test_tup1) & set(test_tup2))\n  return (res)",
  },
  {
    task: "Write a python function to identify non-prime numbers.",
    tests: ["assert is_not_prime(2) == False ", "assert is_not_prime(10) == True ", "assert is_not_prime(35) == True "],
    code: "import math\ndef is_not_prime(n):\n    result = False\n    for i in range(2,int(math.sqrt(n)) + 1):\n        if n % i == 0:\n            result = True\n    return result",
  },
  {
    task: "Write a function to find the largest integers from a given list of numbers using heap queue algorithm.",
    tests: [
      "assert heap_queue_largest( [25, 35, 22, 85, 14, 65, 75, 22, 58],3)==[85, 75, 65] ",
      "assert heap_queue_largest( [25, 35, 22, 85, 14, 65, 75, 22, 58],2)==[85, 75] ",
      "assert heap_queue_largest( [25, 35, 22, 85, 14, 65, 75, 22, 58],5)==[85, 75, 65, 58, 35] ",
    ],
    code: "import heapq as hq\ndef heap_queue_largest(nums,n):\n    largest_nums = hq.nlargest(n, nums)\n    return largest_nums",
    narrowCode:
      "import heapq as hq\ndef heap_queue_largest(nums,n):\n  largest_nums = hq.nlargest(n, nums)\n  return largest_nums",
  },
];

/** What is asked itself. */
const open = { task: "{text}", tests: ["{test_list}"] };

const intro = "You are an expert Python programmer, and here is your task:";
const pass = "Your code should pass these tests:\n\n";
const narrow = ({ code, narrowCode = code }: Program) => narrowCode;
const withCarriageReturns = (program: Program) => narrow(program).replaceAll("\n", "\r\n");
/** A percent sign was doubled for a formatting that did not come. */
const withDoubledPercent = ({ code }: Program) => code.replaceAll("%", "%%");

function inOneLine({ task }: { task: string }, tests: string): string {
  return `${intro} ${task} ${pass}${tests}`;
}

function inLines({ task, tests }: Pick<Program, "task" | "tests">): string {
  return `${intro}\n${task}\n${pass}${trimmed(tests)}\n`;
}

function trimmed(tests: readonly string[]): string {
  return tests.map((test) => test.trimEnd()).join("\n");
}

interface Dialogue {
  round: Turn[];
}

/** @param between what stands between two tests. */
function firstDialogue(between: string, ending: string, answer: (program: Program) => string): Dialogue {
  const turns = programs.flatMap((program) => [
    human(`${inOneLine(program, ` ${program.tests.join(between)}`)}\n${ending}`),
    bot(`[BEGIN]\n${answer(program)}\n[DONE] \n\n `),
  ]);
  return { round: [...turns, human(`${inOneLine(open, " {test_list}  ")}\n${ending}`), bot("[BEGIN]\n")] };
}

const inBlanks = (program: Program) => ` '${withCarriageReturns(program)}' `;
const tags = "\nYour code should start with a [BEGIN] tag and end with a [DONE] tag.\n";

export const dialogue = firstDialogue("\n", "", inBlanks);
export const spacedDialogue = firstDialogue("\n ", "", inBlanks);
export const spacedText = spacedDialogue.round.map(({ prompt }) => prompt).join("");
export const taggedDialogue = firstDialogue("\n ", tags, withCarriageReturns);

function asText(code: (program: Program) => string, gap: string, ending: string): string {
  const examples = programs.map(
    (program) => `${inOneLine(program, trimmed(program.tests))}\n\n[BEGIN]\n '${code(program)}'\n[DONE]${gap}`,
  );
  return `${examples.join("")}${inOneLine(open, "{test_list}")}${ending}`;
}

export const narrowText = asText(narrow, "\n\n\n\n", "\n\n[BEGIN]\n");
export const threeShotText = asText(({ code }) => code, "\n\n\n", "");
export const zeroShotText = `${inOneLine(open, "{test_list}")}\n\n[BEGIN]`;

function dialogueInLines(answer: (program: Program) => string): Dialogue {
  const turns = programs.flatMap((program) => [human(inLines(program)), bot(answer(program))]);
  return { round: [...turns, human(inLines(open))] };
}

export const linesDialogue = dialogueInLines((program) => `[BEGIN]\n '${withDoubledPercent(program)}' \n[DONE]\n\n`);
export const markdownDialogue = dialogueInLines((program) => `\`\`\`python\n${withDoubledPercent(program)}\`\`\``);
export const markdownQuestion: Dialogue = {
  round: [
    human(`${inLines(open)} You should submit your final solution in the following format: \`\`\`python\n\n\`\`\``),
  ],
};
