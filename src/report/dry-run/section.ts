// A part of the text that a dry run shows.

export function section(title: string, body: string): string {
  return `== ${title}\n${body}`;
}
