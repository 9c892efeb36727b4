// DROP (Dua et al. 2019, arXiv:1903.00161): questions on a passage whose answers are numbers, dates or spans. Prompts
// are those of OpenCompass a5acc4bb. Forms: `passages` (the release) and `lines` (OpenAI's simple-evals).

import { defineDataset, type JsonValue, type Row, readJson } from "oc-local";
import { asObject, fieldOf, mapJsonl, objectOf, objectsOf, textOf, textsOf } from "./_fields.ts";
import { askZeroShot, type Evaluate, entriesOf, human, type NamedSource } from "./_pieces.ts";

const linesRows: NamedSource[] = [["drop", { type: "drop", path: "drop_simple_eval/dev.jsonl", form: "lines" }]];
const columns = {
  inputColumns: ["prompt"],
  outputColumn: "answers",
  trainSplit: "validation",
  testSplit: "validation",
};
const score: Evaluate = { evaluator: { type: "unscorable", needs: "judge", upstream: "GenericLLMEvaluator" } };

const stepwise = {
  round: [
    human(
      "You will be asked to read a passage and answer a question. Think step by step, then write a line of the form \"Answer: $ANSWER\" at the end of your response. Some examples of passages and Q&A are provided below.\n\n# Examples\n---\nPassage: Trunajaya rebellion  or Trunajaya War was the ultimately unsuccessful rebellion waged by the Madurese prince Trunajaya and fighters from Makassar against the Mataram Sultanate and its Dutch East India Company  supporters in Java  during the 1670s. The rebellion was initially successful: the rebels defeated the royal army at Gegodog , captured most of the Javanese north coast, and took the Mataram capital Plered . King Amangkurat I died during the retreat of the royal court. His son and successor, Amangkurat II, requested help from the VOC in exchange for financial remuneration and geopolitical concessions. The VOC's subsequent involvement turned the tide of the war. VOC and Mataram forces recovered lost territories and overran Trunajaya's new capital at Kediri . However, the rebellion continued until the capture of Trunajaya at the end of 1679, and the defeat, death, or surrender of the other rebel leaders . Trunajaya was killed by Amangkurat II personally in 1680 while a prisoner of the VOC. After his father's death in 1677, Amangkurat II also faced rival claims to the throne. The most serious rival was his brother Pangeran Puger, who took the capital Plered in 1677 and did not surrender until 1681.\nQuestion: How many years was it between Trunajaya's capture and his death while prisoner of the VOC?\nAnswer:  1\n\n---\nPassage: Led by former Giant Kurt Warner, the defending NFC champions took the field at Giants Stadium against a Giants team still reeling from their bad loss in New Orleans. The Giants scored first, sending Jacobs in for a 4-yard touchdown run following a Terrell Thomas interception. Later, Arizona running back Beanie Wells scored his first career touchdown on a 13-yard rush. Manning responded by throwing a 62-yard touchdown to Nicks for his longest reception of the year. In the second half, the Cardinals' Tim Hightower and Jason Wright scored touchdowns. But it was turnovers that decided this game; Manning's 3 interceptions were as many as he had thrown all season. The Giants scored only 3 points in the second half, ending the game on an interception to Antrel Rolle. The Giants notable streak of 38 consecutive starts by the same offensive line unit was ended here, as offensive tackle Kareem McKenzie missed the game with a groin injury. McKenzie returned the following week.\nQuestion: Which player made the first score of the game?\nAnswer:  Jacobs\n\n---\nPassage: Hoping to rebound from their road loss to the Bills, the Chargers flew to Wembley Stadium for the 2008 International Series game with the New Orleans Saints. In the first quarter, San Diego trailed early as kicker Taylor Mehlhaff got a 23-yard field goal.  The 'Bolts would respond with kicker Nate Kaeding getting a 33-yard field goal.  In the second quarter, New Orleans regained the lead as QB Drew Brees (a former Charger) completed a 12-yard TD pass to WR Devery Henderson (with a failed PAT) and RB Deuce McAllister getting a 1-yard TD run.  San Diego answered as QB Philip Rivers completed a 12-yard TD pass to RB LaDainian Tomlinson, but the Saints replied with Brees completing a 30-yard TD pass to WR Lance Moore.  The Chargers closed out the half with Rivers completing a 12-yard TD pass to TE Antonio Gates. In the third quarter, New Orleans increased its lead Brees completing a 1-yard TD pass to TE Mark Campbell, after a very controversial Pass interference call on cornerback Cletis Gordon put the Saints on the 1-yard line.  The 'Bolts would answer with Kaeding getting a 24-yard field goal.  In the fourth quarter, the Saints continued to build its lead as FB Mike Karney got a 1-yard TD run.  San Diego tried to rally as Kaeding nailed a 31-yard field goal, Rivers completed a 14-yard TD pass to WR Vincent Jackson, and Brees giving the 'Bolts a safety via an incomplete pass thrown into the back of his own endzone.  However, New Orleans' defense stiffened for the win. With the loss, the Chargers went into their bye week at 3-5.\nQuestion: How many total yards of touchdown passes did Drew Brees make?\nAnswer:  43\n\n# Your Task\n\n---\n{prompt}",
    ),
  ],
};

const afterPassages = askZeroShot({
  round: [
    human(
      "You will be asked to read a passage and answer a question. Some examples of passages and Q&A are provided below.\n\n# Examples\n---\nPassage: Trunajaya rebellion  or Trunajaya War was the ultimately unsuccessful rebellion waged by the Madurese prince Trunajaya and fighters from Makassar against the Mataram Sultanate and its Dutch East India Company  supporters in Java  during the 1670s. The rebellion was initially successful: the rebels defeated the royal army at Gegodog , captured most of the Javanese north coast, and took the Mataram capital Plered . King Amangkurat I died during the retreat of the royal court. His son and successor, Amangkurat II, requested help from the VOC in exchange for financial remuneration and geopolitical concessions. The VOC's subsequent involvement turned the tide of the war. VOC and Mataram forces recovered lost territories and overran Trunajaya's new capital at Kediri . However, the rebellion continued until the capture of Trunajaya at the end of 1679, and the defeat, death, or surrender of the other rebel leaders . Trunajaya was killed by Amangkurat II personally in 1680 while a prisoner of the VOC. After his father's death in 1677, Amangkurat II also faced rival claims to the throne. The most serious rival was his brother Pangeran Puger, who took the capital Plered in 1677 and did not surrender until 1681.\nQuestion: How many years was it between Trunajaya's capture and his death while prisoner of the VOC?\nAnswer:  1\n\n---\nPassage: Led by former Giant Kurt Warner, the defending NFC champions took the field at Giants Stadium against a Giants team still reeling from their bad loss in New Orleans. The Giants scored first, sending Jacobs in for a 4-yard touchdown run following a Terrell Thomas interception. Later, Arizona running back Beanie Wells scored his first career touchdown on a 13-yard rush. Manning responded by throwing a 62-yard touchdown to Nicks for his longest reception of the year. In the second half, the Cardinals' Tim Hightower and Jason Wright scored touchdowns. But it was turnovers that decided this game; Manning's 3 interceptions were as many as he had thrown all season. The Giants scored only 3 points in the second half, ending the game on an interception to Antrel Rolle. The Giants notable streak of 38 consecutive starts by the same offensive line unit was ended here, as offensive tackle Kareem McKenzie missed the game with a groin injury. McKenzie returned the following week.\nQuestion: Which player made the first score of the game?\nAnswer:  Jacobs\n\n---\nPassage: Hoping to rebound from their road loss to the Bills, the Chargers flew to Wembley Stadium for the 2008 International Series game with the New Orleans Saints. In the first quarter, San Diego trailed early as kicker Taylor Mehlhaff got a 23-yard field goal.  The 'Bolts would respond with kicker Nate Kaeding getting a 33-yard field goal.  In the second quarter, New Orleans regained the lead as QB Drew Brees (a former Charger) completed a 12-yard TD pass to WR Devery Henderson (with a failed PAT) and RB Deuce McAllister getting a 1-yard TD run.  San Diego answered as QB Philip Rivers completed a 12-yard TD pass to RB LaDainian Tomlinson, but the Saints replied with Brees completing a 30-yard TD pass to WR Lance Moore.  The Chargers closed out the half with Rivers completing a 12-yard TD pass to TE Antonio Gates. In the third quarter, New Orleans increased its lead Brees completing a 1-yard TD pass to TE Mark Campbell, after a very controversial Pass interference call on cornerback Cletis Gordon put the Saints on the 1-yard line.  The 'Bolts would answer with Kaeding getting a 24-yard field goal.  In the fourth quarter, the Saints continued to build its lead as FB Mike Karney got a 1-yard TD run.  San Diego tried to rally as Kaeding nailed a 31-yard field goal, Rivers completed a 14-yard TD pass to WR Vincent Jackson, and Brees giving the 'Bolts a safety via an incomplete pass thrown into the back of his own endzone.  However, New Orleans' defense stiffened for the win. With the loss, the Chargers went into their bye week at 3-5.\nQuestion: How many total yards of touchdown passes did Drew Brees make?\nAnswer:  43\n\n# Your Task\n\n---\n{prompt}\n\nThink step by step, then write a line of the form \"Answer: $ANSWER\" at the end of your response.",
    ),
  ],
});

export default defineDataset({
  title: "DROP: numbers, dates and spans from a passage",
  dimensions: ["understanding"],
  load: async (path, { form = "passages", onlyNumber = true }) => {
    if (form === "lines") return { validation: await mapJsonl(path, line) };
    const passages = asObject(await readJson(path), path, "an object of passages");
    return { validation: Object.entries(passages).flatMap((entry) => questions(entry, path, onlyNumber !== false)) };
  },
  variants: {
    drop_gen_a2697c: () =>
      entriesOf(
        linesRows,
        columns,
        askZeroShot(stepwise, { stoppingCriteria: ["---", "Passage", "Question", "You will be asked"] }),
        { evaluator: { type: "drop" } },
      ),
    drop_gen_eb14af: () => entriesOf(linesRows, columns, askZeroShot(stepwise), { evaluator: { type: "drop" } }),
    drop_llmjudge_gen_3857b0: () => entriesOf(linesRows, columns, afterPassages, score),
    drop_openai_simple_evals_gen_3857b0: () =>
      entriesOf(linesRows, columns, afterPassages, { evaluator: { type: "drop" } }),
  },
  aliases: { drop_llm_judge_gen: "drop_llmjudge_gen_3857b0", drop_gen: "drop_openai_simple_evals_gen_3857b0" },
});

function line(record: Row, place: string): Row {
  return { prompt: fieldOf(record, "context", place), answers: fieldOf(record, "ref_text", place) };
}

/** With `onlyNumber`, those that somebody answered with a number. */
function questions([id, value]: [string, JsonValue], path: string, onlyNumber: boolean): Row[] {
  const place = `${path}, passage ${id}`;
  const passage = asObject(value, place);
  const asked = objectsOf(passage, "qa_pairs", place).filter((pair) => {
    const answers = objectsOf(pair, "validated_answers", place);
    return !onlyNumber || answers.some((answer) => textOf(answer, "number", place) !== "");
  });
  return asked.map((pair) => ({
    prompt: fieldOf(passage, "passage", place),
    question: fieldOf(pair, "question", place),
    answers: acceptedAnswers(objectsOf(pair, "validated_answers", place), place),
  }));
}

/** Each annotator's number, else date, else spans; every text once. */
export function acceptedAnswers(answers: readonly Row[], place: string): string[] {
  const texts = answers.flatMap((answer) => {
    const number = textOf(answer, "number", place);
    if (number !== "") return [number];
    const date = objectOf(answer, "date", place);
    const parts = ["day", "month", "year"].map((part) => textOf(date, part, place));
    return parts.some((part) => part !== "") ? [parts.join(" ").trim()] : textsOf(answer, "spans", place);
  });
  return [...new Set(texts)];
}
