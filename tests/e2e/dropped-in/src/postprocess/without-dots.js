// The text without its full stops.

export function createPostprocessor() {
  return (text) => ({ answer: text.replaceAll(".", ""), extracted: true });
}
