// In-context examples of the MATH variants. The first four are those of Minerva (Lewkowycz et al. 2022, arXiv:2206.14858,
// appendix D.2), in two typesettings; the variants of OpenCompass differ in line breaks, braces and one misprint.

export interface MathExample {
  problem: string;
  solution: string;
}

const domain: MathExample = {
  problem: String.raw`Find the domain of the expression $\frac{\sqrt{x-2}}{\sqrt{5-x}}$.`,
  solution: String.raw`The expressions inside each square root must be non-negative. Therefore, $x-2 \ge 0$, so $x\ge2$, and $5 - x \ge 0$, so $x \le 5$. Also, the denominator cannot be equal to zero, so $5-x>0$, which gives $x<5$. Therefore, the domain of the expression is $\boxed{[2,5)}$.
Final Answer: The final answer is $[2,5)$. I hope it is correct.`,
};

const determinant: MathExample = {
  problem: String.raw`If $\det \mathbf{A} = 2$ and $\det \mathbf{B} = 12,$ then find $\det (\mathbf{A} \mathbf{B}).$`,
  solution: String.raw`We have that $\det (\mathbf{A} \mathbf{B}) = (\det \mathbf{A})(\det \mathbf{B}) = (2)(12) = \boxed{24}.$
Final Answer: The final answer is $24$. I hope it is correct.`,
};

const weightsProblem =
  "Terrell usually lifts two 20-pound weights 12 times. If he uses two 15-pound weights instead, how many times must Terrell lift them in order to lift the same total weight?";
const weightsReasoning = String.raw`If Terrell lifts two 20-pound weights 12 times, he lifts a total of $2\cdot 12\cdot20=480$ pounds of weight. If he lifts two 15-pound weights instead for $n$ times, he will lift a total of $2\cdot15\cdot n=30n$ pounds of weight. Equating this to 480 pounds, we can solve for $n$:`;
const weightsAnswer = "Final Answer: The final answer is $16$. I hope it is correct.";

const systemQuestion = String.raw`has a solution $(x, y)$ where $x$ and $y$ are both nonzero, find $\frac{a}{b},$ assuming $b$ is nonzero.`;
const systemSolution = String.raw`If we multiply the first equation by $-\frac{3}{2}$, we obtain $$6y-9x=-\frac{3}{2}a.$$Since we also know that $6y-9x=b$, we have $$-\frac{3}{2}a=b\Rightarrow\frac{a}{b}=\boxed{-\frac{2}{3}}.$$
Final Answer: The final answer is $-\frac{2}{3}$. I hope it is correct.`;

/** Every formula in one line. */
export const minervaInline: readonly MathExample[] = [
  domain,
  determinant,
  {
    problem: weightsProblem,
    solution: String.raw`${weightsReasoning} \begin{align*} 30n&=480\\ \Rightarrow\qquad n&=480/30=\boxed{16} \end{align*}
${weightsAnswer}`,
  },
  {
    problem: String.raw`If the system of equations: \begin{align*} 6x-4y&=a,\\ 6y-9x &=b. \end{align*}${systemQuestion}`,
    solution: systemSolution,
  },
];

/** Aligned formulas on lines of their own, whose line ends are one backslash, as OpenCompass has them. */
export const minervaDisplayed: readonly MathExample[] = [
  domain,
  determinant,
  {
    problem: weightsProblem,
    solution: String.raw`${weightsReasoning}
\begin{align*}
30n&=480\
\Rightarrow\qquad n&=480/30=\boxed{16}
\end{align*}
${weightsAnswer}`,
  },
  {
    problem: String.raw`If the system of equations
\begin{align*}
6x-4y&=a,\
6y-9x &=b.
\end{align*}
${systemQuestion}`,
    solution: systemSolution,
  },
];

export const otherExamples: readonly MathExample[] = [
  {
    problem:
      "Find the coefficient of $x^3$ when $3(x^2 - x^3+x) +3(x +2x^3- 3x^2 + 3x^5+x^3) -5(1+x-4x^3 - x^2)$ is simplified.",
    solution: String.raw`Combine like terms to simplify the expression. The coefficient of $x^3$ is calculated as $$(-3+2\cdot(2+1))+(-5)\cdot(-4))$ = 26$. Thus, the coefficient of $x^3$ is $\boxed{26}$.
Final Answer: The final answer is $26$. I hope it is correct.`,
  },
  {
    problem: String.raw`The surface area of a sphere with radius $r$ is $4\pi r^2$. Including the area of its circular base, what is the total surface area of a hemisphere with radius 6 cm? Express your answer in terms of $\pi$.`,
    solution: String.raw`The surface area of a hemisphere (not including the base) is half that of a sphere, so it is $2\pi r^2$. The area of the base is $\pi r^2$. Therefore, for a hemisphere with radius 6 cm, the total surface area is $2\pi (6)^2 + \pi (6)^2 = 108\pi$ square cm.
Final Answer: The final answer is $108\pi$ square cm. I hope it is correct.`,
  },
  {
    problem:
      "Monica tosses a fair 6-sided die. If the roll is a prime number, then she wins that amount of dollars (so that, for example, if she rolls 3, then she wins 3 dollars). If the roll is composite, she wins nothing. Otherwise, she loses 3 dollars. What is the expected value of her winnings on one die toss? Express your answer as a dollar value to the nearest cent.",
    solution: String.raw`The prime numbers rolled could be 2, 3, or 5, and each has a 1/6 chance of being rolled. The composite number 4 or 6 has a 2/6 chance of being rolled, but it results in $0 win. The remaining non-prime and non-composite number is 1 , and it results in a loss of $3, with a 1/6 chance. So, the expected winnings are $(2+3+5)(1/6)+0(2/6)+(-3)(1/6) = \$1.17$.
Final Answer: The final answer is $\$1.17$. I hope it is correct.`,
  },
  {
    problem: String.raw`Given $\mathbf{a} = \begin{pmatrix} -7 \ 0 \ 1 \end{pmatrix}$ and $\mathbf{b} = \begin{pmatrix} 4 \ 2 \ -1 \end{pmatrix},$ find $\mathbf{a} - 3 \mathbf{b}.$`,
    solution: String.raw`We find $3 \mathbf{b}$ first, which is $\begin{pmatrix} 12 \ 6 \ -3 \end{pmatrix}$. Then we subtract this vector from $\mathbf{a}$. So, $\mathbf{a} - 3 \mathbf{b} = \begin{pmatrix} -7 - 12 \ 0 - 6 \ 1 - (-3) \end{pmatrix} = \begin{pmatrix} -19 \ -6 \ 4 \end{pmatrix}.$
Final Answer: The final answer is $\begin{pmatrix} -19 \ -6 \ 4 \end{pmatrix}$. I hope it is correct.`,
  },
];

/** The misprint of several variants: a stray brace after the first problem. */
export function misprinted([first, ...rest]: readonly MathExample[]): MathExample[] {
  return first === undefined ? [] : [{ ...first, problem: `${first.problem}}` }, ...rest];
}

/** Braces written twice, as if the text were a format string; it is not, so models see them twice. */
export function withDoubledBraces(examples: readonly MathExample[]): MathExample[] {
  const double = (text: string) => text.replaceAll("{", "{{").replaceAll("}", "}}");
  return examples.map(({ problem, solution }) => ({ problem: double(problem), solution: double(solution) }));
}
