// The texts that a model is checked on: a page of easy questions with their answers in each language, of the kind that it
// will be asked.

export interface ExamText {
  language: string;
  text: string;
}

export const examTexts: readonly ExamText[] = [
  {
    language: "English",
    text: `The following are multiple choice questions (with answers) about common sense.

Which one is a kind of fruit?
A. chair
B. train
C. peach
D. iron
Answer: C
Which one is a kind of animal?
A. doctor
B. horse
C. lemon
D. guitar
Answer: B
Which one is a kind of vehicle?
A. winter
B. eye
C. silver
D. bus
Answer: D
Which one is a kind of musical instrument?
A. flute
B. lawyer
C. rabbit
D. bed
Answer: A
`,
  },
  {
    language: "Chinese",
    text: `以下是关于生活常识的单项选择题，请直接给出正确答案的选项。
下列哪一项属于“水果”？
A. 椅子
B. 火车
C. 桃子
D. 铁
答案: C
下列哪一项属于“动物”？
A. 医生
B. 马
C. 柠檬
D. 吉他
答案: B
下列哪一项属于“交通工具”？
A. 冬天
B. 眼睛
C. 银
D. 公共汽车
答案: D
下列哪一项属于“乐器”？
A. 笛子
B. 律师
C. 兔子
D. 床
答案: A
`,
  },
];
