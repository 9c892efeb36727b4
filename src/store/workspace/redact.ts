// Secrets on their way into a run's folder: passwords, keys, tokens and webhook addresses become "***" in dumped configs, the
// stored invocation, the manifest, logs and reasons of failures. Prompts and answers are never touched: they are what was measured.

import type { JsonValue } from "../../core/json.ts";

export const mask = "***";

const alwaysSecret = /^(secrets?|\w*password|passwd|passphrase|credentials?|apikeys?|authorization|webhook|cookies?)$/;
/** Secret as the last word of a longer name: MYSQL_PWD and DB_PASS, but not the working folder in PWD. */
const secretEnding = /^(pwd|pass)$/;
const keyKinds = /^(api|access|secret|private|service|account|master)$/;
/** A token that is text of a prompt or of a vocabulary. */
const harmlessToken = /^(ice|sep|pad|bos|eos|eot|unk|cls|mask|stop|end|start|begin|special|max|min)$/;

/** Whether a field, a variable or a flag of this name holds a secret: apiKey, HF_TOKEN, --db-password, larkBotUrl. */
export function isSecretName(name: string): boolean {
  const words = wordsOf(name);
  return words.some((word, i) => {
    const before = words[i - 1] ?? "";
    const isLast = i === words.length - 1;
    if (alwaysSecret.test(word)) return true;
    if (word === "token") return !harmlessToken.test(before);
    if (word === "keys" || (word === "key" && words[i + 1] === "id")) return keyKinds.test(before);
    if (secretEnding.test(word)) return isLast && i > 0 && before !== "old";
    return isLast && (word === "key" || word === "auth" || (word === "url" && before === "bot"));
  });
}

function wordsOf(name: string): string[] {
  const spaced = name.replace(/([a-z0-9])([A-Z])/g, "$1 $2");
  return spaced
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
}

// Names have a length: without it long texts of a process would take quadratic time.
const valueSource = `("[^"]*"|'[^']*'|[^\\s"',;&|]+)`;
const assignment = new RegExp(`(\\b)([A-Za-z][\\w-]{0,80})(=)${valueSource}`, "g");
const option = new RegExp(`(--?)([A-Za-z][\\w-]{0,80})(=|\\s+)${valueSource}`, "g");
/** JSON, and a dictionary as Python prints it, which has either quote. */
const field = /(["'])([\w-]{1,80})(["']\s*:\s*)(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')/g;
const listField = /(["'])([\w-]{1,80})(["']\s*:\s*)\[[^\]]{0,1000}\]/g;
/** JSON that is text inside JSON. */
const escapedField = /(\\")([\w-]{1,80})(\\"\s*:\s*)\\"(?:[^"\\]|\\\\.)*\\"/g;
/** YAML, program text and messages: only names that mean nothing else, and values that look like it. */
const spaced =
  /\b((?:[\w-]{0,40}[_-])?(?:password|passwd|passphrase|secret|credentials?|(?:api|secret|private|access)[_-]?key|(?:auth|access|refresh|api)[_-]?token)\s{0,4}[:=]\s{0,4})("[^"\n]*"|'[^'\n]*'|[^\s"',;]+)/gi;
const privateKey = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g;
const cookies = /(cookie\s{0,4}:\s{0,4})[^\s"'=;]{1,100}=[^\r\n"']+/gi;
const userOption = /(\s-u\s*|\s--user(?:=|\s+))["']?[^\s:"']{1,200}:[^\s"']+["']?/g;
const header =
  /((?:authorization|cookie|(?:x-)?api-key|x-[\w-]{0,40}token)\s*:\s*(?:(?:bearer|basic|token)\s+)?)[^\s"',;]+/gi;
const userInfo = /([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/?#"'<>]+@/gi;
const address = /https?:\/\/[^\s"'<>]+/gi;
/** What stands before the secret of an address of a webhook or of a bot. */
const webhook = /^(?:https?:\/\/hooks\.[^/]+\/|.*?\/(?:web)?hooks?\/|.*?\/bot(?=\d+:))/i;
const query = /([?&])([\w-]{1,80})(=)([^&\s"'#<>]+)/g;
/** Keys that tell by their shape what they are. */
const knownShapes =
  /(?<![\w-])(?:sk-[\w-]{16,}|sk_(?:live|test)_\w{10,}|hf_[A-Za-z0-9]{16,}|gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|npm_[A-Za-z0-9]{20,}|pypi-[\w-]{20,}|xox[a-z]-[\w-]{10,}|A[KS]IA[0-9A-Z]{16}|AIza[\w-]{30,}|dckr_pat_[\w-]{20,}|whsec_[\w+/]{16,}|ya29\.[\w-]{20,}|SG\.[\w-]{16,64}\.[\w-]{16,}|\d{8,10}:[\w-]{35}|eyJ[\w-]{8,2000}\.[\w-]+\.[\w-]+)/g;

/** Text with every secret in it masked: in addresses, assignments, options, headers, and values of secret environment variables. */
export function redactText(text: string): string {
  const named = (whole: string, before: string, name: string, between: string, value: string) =>
    isSecretName(name) && (!isPlainWord(name) || looksRandom(value)) ? `${before}${name}${between}${mask}` : whole;
  const shaped = text
    .replace(privateKey, mask)
    .replace(cookies, `$1${mask}`)
    .replace(userInfo, `$1${mask}@`)
    .replace(address, (whole) => withoutSecretPath(whole))
    .replace(userOption, `$1${mask}`)
    .replace(header, `$1${mask}`)
    .replace(query, (whole, before: string, name: string, between: string) =>
      isSecretName(name) || name === "sign" ? `${before}${name}${between}${mask}` : whole,
    )
    .replace(option, (whole, before: string, name: string, between: string) =>
      isSecretName(name) ? `${before}${name}${between}${mask}` : whole,
    )
    .replace(assignment, named)
    .replace(spaced, (whole, before: string, value: string) => (looksRandom(value) ? `${before}${mask}` : whole))
    .replace(field, (whole, mark: string, name: string, between: string) =>
      isSecretName(name) ? `${mark}${name}${between}${mark}${mask}${mark}` : whole,
    )
    .replace(listField, (whole, mark: string, name: string, between: string) =>
      isSecretName(name) ? `${mark}${name}${between}[${mark}${mask}${mark}]` : whole,
    )
    .replace(escapedField, (whole, before: string, name: string, between: string) =>
      isSecretName(name) ? `${before}${name}${between}\\"${mask}\\"` : whole,
    )
    .replace(knownShapes, mask);
  return secretsOfEnvironment.reduce((masked, secret) => masked.replaceAll(secret, mask), shaped);
}

/** The whole address is looked at once: a pattern that searched it for each of its beginnings would take quadratic time. */
function withoutSecretPath(url: string): string {
  const before = webhook.exec(url)?.[0];
  return before === undefined || before.length === url.length ? url : `${before}${mask}`;
}

/** `key=` and `token=` alone are program text as often as not: `sorted(rows, key=len)`. */
function isPlainWord(name: string): boolean {
  return name === "key" || name === "token";
}

function looksRandom(value: string): boolean {
  return value.length >= 8 && /\d/.test(value) && /^["']?[\w+/=.~-]+["']?$/.test(value);
}

/** Values of environment variables that are named like secrets. A path says where a secret is, and a short text is in many words. */
function secretValues(env: NodeJS.ProcessEnv): string[] {
  return Object.entries(env).flatMap(([name, text = ""]) =>
    text.length >= 8 && !/^[~.]?\//.test(text) && isSecretName(name) ? [text] : [],
  );
}

/** Those that the process was started with. */
const secretsOfEnvironment = secretValues(process.env);

/** The same for everything in a value; texts in a field that is named like a secret are masked whole. */
export function redact<Value extends JsonValue>(value: Value, name = ""): Value {
  return redacted(value, name) as Value;
}

function redacted(value: JsonValue, name: string): JsonValue {
  if (typeof value === "string") return isSecretName(name) ? mask : redactText(value);
  if (Array.isArray(value)) return value.map((item) => redacted(item, name));
  if (value === null || typeof value !== "object") return value;
  // Hashes are listed by the names of files, which name no secret.
  const areFiles = name === "sha256";
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, redacted(inner, areFiles ? "" : key)]));
}
