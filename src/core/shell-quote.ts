// A text as one word of a POSIX shell's command line.

/** 'it'\''s' */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** As it is where a shell takes it as it is. For commands that people read and copy. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : shellQuoted(text);
}
