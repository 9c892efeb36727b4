// The first piece of code in a text that has three backticks somewhere.

const fence = "```";

/** Content of the first pair of fences without its first line where that names a language; without a pair, what follows the fence. */
export function firstBlock(text: string): string {
  const start = text.indexOf(fence);
  if (start < 0) return text;
  const end = text.indexOf(fence, start + fence.length);
  if (end < 0) return text.slice(start + fence.length);
  const content = text.slice(start + fence.length, end);
  return content.startsWith("\n") ? content : content.slice(content.indexOf("\n") + 1);
}
