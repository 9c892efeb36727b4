// Apart from what uses it: whoever starts it early has loaded nothing yet.

export const modelProgram = "run/reader/model-program";
