// CLUE and FewCLUE (Xu et al. 2020, arXiv:2004.05986; 2021, arXiv:2107.07498): Chinese language understanding. Read here for
// the families CLUE_* and FewCLUE_*, which have a file each. `form` names the task and, with `-letter`, answers as letters.

import { defineDataset, OcLocalError, type Row, readJson } from "oc-local";
import { readC3 } from "./_clue-c3.ts";
import {
  asObject,
  fieldOf,
  lettered,
  letterOf,
  mapJsonl,
  meaningOf,
  objectOf,
  objectsOf,
  optionNumber,
  textOf,
  textsOf,
} from "./_fields.ts";

export default defineDataset({
  title: "CLUE and FewCLUE: Chinese language understanding (rows only)",
  dimensions: ["language", "understanding"],
  load: async (path, { form }) => {
    if (form === "squad") return readSquad(path);
    if (form === "c3" || form === "c3-letter") return readC3(path, form === "c3-letter");
    const build = forms[String(form)];
    if (build === undefined) {
      throw new OcLocalError("CONFIG", `clue: there is no form "${form}"`, {
        hint: `its forms: ${[...Object.keys(forms), "c3", "c3-letter", "squad"].join(", ")}`,
      });
    }
    const rows = await mapJsonl(path, build);
    // Annotators did not agree on these.
    return String(form).startsWith("cmnli") ? rows.filter(({ label }) => label !== "-") : rows;
  },
  variants: {},
});

const inferences: Readonly<Record<string, string>> = { entailment: "A", contradiction: "B", neutral: "C", "-": "-" };

const topics = {
  news_agriculture: "农业新闻",
  news_travel: "旅游新闻",
  news_game: "游戏新闻",
  news_tech: "科技类别公司新闻",
  news_sports: "体育类别新闻",
  news_edu: "初升高教育新闻",
  news_entertainment: "娱乐圈新闻",
  news_finance: "投资资讯",
  news_military: "军事类别常识",
  news_car: "车辆新闻",
  news_house: "楼市新闻",
  news_world: "环球不含中国类别新闻",
  news_culture: "书籍文化历史类别新闻",
  news_story: "故事类别新闻",
  news_stock: "股票市场类别新闻",
};

type Build = (record: Row, place: string) => Row;

const forms: Readonly<Record<string, Build>> = {
  "afqmc-letter": numberToLetter,
  "bustm-letter": numberToLetter,
  cmnli: (record) => record,
  "cmnli-letter": (record, place) => ({ ...record, label: meaningOf(record, "label", place, inferences) }),
  cluewsc: withReplacedSpan,
  "cluewsc-letter": (record, place) => {
    const { span1, span2, text } = spansOf(record, place);
    return { span1, span2, text, label: meaningOf(record, "label", place, { true: "A", false: "B" }) };
  },
  csl: (record, place) => ({ ...record, keywords: textsOf(record, "keyword", place).join("，") }),
  "csl-letter": (record, place) => ({
    abst: textOf(record, "abst", place),
    keywords: textsOf(record, "keyword", place).join("，"),
    label: letterOf(record, "label", place, 2),
  }),
  chid: (record, place) => {
    const content = textOf(record, "content", place);
    const filled = textsOf(record, "candidates", place).map((idiom, i) => [`content${i}`, fillBlanks(content, idiom)]);
    return { ...record, ...Object.fromEntries(filled) };
  },
  "chid-letter": (record, place) => {
    const idioms = textsOf(record, "candidates", place);
    const content = fillBlanks(textOf(record, "content", place), "______");
    return { content, ...lettered(idioms), answer: letterOf(record, "answer", place, idioms.length) };
  },
  tnews: (record, place) => ({ ...record, label_desc2: meaningOf(record, "label_desc", place, topics) }),
  "tnews-letter": (record, place) => {
    const letters = Object.fromEntries(Object.keys(topics).map((topic, i) => [topic, "ABCDEFGHIJKLMNO"[i] as string]));
    return {
      sentence: textOf(record, "sentence", place),
      label_desc2: meaningOf(record, "label_desc", place, letters),
    };
  },
  "eprstmt-letter": (record, place) => ({
    sentence: textOf(record, "sentence", place),
    label: meaningOf(record, "label", place, { Positive: "A", Negative: "B" }),
  }),
};

/** CMRC and DRCD have SQuAD's form: every wording of an answer once. */
async function readSquad(path: string): Promise<Row[]> {
  const release = asObject(await readJson(path), path);
  const paragraphs = objectsOf(release, "data", path).flatMap((article) => objectsOf(article, "paragraphs", path));
  return paragraphs.flatMap((paragraph) =>
    objectsOf(paragraph, "qas", path).map((question) => ({
      context: textOf(paragraph, "context", path),
      question: textOf(question, "question", path),
      answers: [...new Set(objectsOf(question, "answers", path).map((answer) => textOf(answer, "text", path)))],
    })),
  );
}

function numberToLetter(record: Row, place: string): Row {
  return { ...record, label: letterOf(record, "label", place, 2) };
}

function fillBlanks(content: string, idiom: string): string {
  return content.replaceAll("#idiom#", () => idiom);
}

function spansOf(record: Row, place: string) {
  const target = objectOf(record, "target", place);
  const text = textOf(record, "text", place);
  return { target, text, span1: textOf(target, "span1_text", place), span2: textOf(target, "span2_text", place) };
}

/** The pronoun replaced by what it may stand for; places count characters. */
function withReplacedSpan(record: Row, place: string): Row {
  const { target, text, span1, span2 } = spansOf(record, place);
  const characters = [...text];
  const last = characters.length - 1;
  const start = optionNumber(fieldOf(target, "span2_index", place), 0, last, `${place}: "span2_index"`);
  characters.splice(start, Math.max([...span2].length, 1), span1);
  const { target: _, ...row } = record;
  const answer = meaningOf(record, "label", place, { true: 1, false: 0 });
  return { ...row, new_text: characters.join(""), answer, span1, span2 };
}
