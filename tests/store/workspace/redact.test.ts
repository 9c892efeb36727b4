import { afterEach, expect, test, vi } from "vitest";
import { isSecretName, redact, redactText } from "../../../src/store/workspace/redact.ts";
import { cpuSecondsOf } from "../../support/cpu-seconds.ts";

afterEach(() => {
  delete process.env.OC_TEST_TOKEN;
});

test.each([
  ["https://user:hunter2@host/a", "https://***@host/a"],
  ["git+ssh://user:p@ss@host", "git+ssh://***@host"],
  [
    "https://open.feishu.cn/open-apis/bot/v2/hook/0f9-ab failed",
    "https://open.feishu.cn/open-apis/bot/v2/hook/*** failed",
  ],
  ["https://hooks.slack.com/services/T0/B0/x", "https://hooks.slack.com/***"],
  ["http://a.b/c?user=me&access_token=x&n=1", "http://a.b/c?user=me&access_token=***&n=1"],
  ["HF_TOKEN=abc DB_PASSWORD='a b' LANG=C run", "HF_TOKEN=*** DB_PASSWORD=*** LANG=C run"],
  ["curl --api-key abc --retry 3 --password=x", "curl --api-key *** --retry 3 --password=***"],
  ['-H "Authorization: Bearer abc" -H "X-Api-Key: k1"', '-H "Authorization: Bearer ***" -H "X-Api-Key: ***"'],
  ['{"apiKey":"a\\"b","rows":3}', '{"apiKey":"***","rows":3}'],
  ["refused: token=a1b2c3d4", "refused: token=***"],
  ["sent sk-proj-0123456789abcdef", "sent ***"],
  ["PGPASSWORD=a MYSQL_PWD=b DB_PASS=c COOKIE=d run", "PGPASSWORD=*** MYSQL_PWD=*** DB_PASS=*** COOKIE=*** run"],
  ["AWS_ACCESS_KEY_ID=AK1 api_keys=k1", "AWS_ACCESS_KEY_ID=*** api_keys=***"],
  ["curl -u me:secret https://a.b --user me:other", "curl -u *** https://a.b --user ***"],
  ["{'password': 'p', 'rows': 3}", "{'password': '***', 'rows': 3}"],
  ['body: {\\"api_key\\": \\"k1\\", \\"n\\": 1}', 'body: {\\"api_key\\": \\"***\\", \\"n\\": 1}'],
  ['{"auth":"me:secret"}', '{"auth":"***"}'],
  ["got glpat-0123456789abcdefghij", "got ***"],
  ["got npm_0123456789abcdefghij0123456789abcdef", "got ***"],
  ["got AIzaSyA0123456789abcdefghijklmnopqrstuv", "got ***"],
  ["https://api.telegram.org/bot123456:AAE-x_y/sendMessage", "https://api.telegram.org/bot***"],
])("%s is stored as %s", (text, stored) => {
  expect(redactText(text)).toBe(stored);
});

test.each([
  "Question: is 3 > 2? Answer: the key is A.",
  "sorted(rows, key=len); token=next(tokens)",
  "--max-out-len 512 MAX_TOKENS=512 --pad-token-id 3",
  "https://example.org/path@v1/file?page=2#top",
  "PWD=/home/me OLDPWD=/tmp BYPASS=1 keys=3 -u 5",
  "row 3: the prompt has 700 tokens, more than 512",
])("nothing is masked in: %s", (text) => {
  expect(redactText(text)).toBe(text);
});

test.each([
  "a",
  "a.",
  "a-",
  "-a",
  "?a",
  '"a',
  "x-",
  "eyJaaaaaaaa",
  "--a ",
  "http:",
  "key= ",
  "https://",
  "http://a/hook",
  "eyJ-",
])("a megabyte of %j takes no more than seconds", async (piece) => {
  const text = piece.repeat(1_000_000 / piece.length);
  expect(await cpuSecondsOf(() => redactText(text))).toBeLessThan(10);
});

test("the value of a secret environment variable is masked wherever it stands", async () => {
  process.env.OC_TEST_TOKEN = "plain-words-here";
  vi.resetModules();
  const { redactText } = await import("../../../src/store/workspace/redact.ts");
  expect(redactText("refused plain-words-here by the host")).toBe("refused *** by the host");
});

test("names of secrets are told from names that only look like them", () => {
  const names = ["apiKey", "HF_TOKEN", "password", "larkBotUrl", "client-secret", "accessToken"];
  const others = ["iceToken", "sepToken", "padTokenId", "tokenizerPath", "keyword", "maxTokens", "tokens", "botUrls"];
  expect(names.filter((name) => !isSecretName(name))).toEqual([]);
  expect(others.filter(isSecretName)).toEqual([]);
});

test("hashes of files are kept, whatever the files are called", () => {
  const value = { sha256: { "token-tiny.gguf": "ab12", "api_key.onnx": "cd34" } };
  expect(redact(value)).toEqual(value);
});

test("a value keeps its shape; a secret field is masked whole, however deep", () => {
  const value = { models: [{ abbr: "m", auth: { token: ["a", "b"], user: "me" } }], rows: 3, none: null };
  expect(redact(value)).toEqual({
    models: [{ abbr: "m", auth: { token: ["***", "***"], user: "me" } }],
    rows: 3,
    none: null,
  });
});

const secret = "s3cr3tV4lue9XyZ0123456789abcd";

test.each([
  `{"api_keys": ["${secret}", "${secret}"]}`,
  `{'token': "${secret}"}`,
  `{"password": '${secret}'}`,
  `Cookie: session=one1; other=${secret}`,
  `password: ${secret}`,
  `secret_key = "${secret}"`,
  `private_key: '${secret}'`,
  `-----BEGIN RSA PRIVATE KEY-----\nMIIE\n${secret}\n-----END RSA PRIVATE KEY-----`,
  `-----BEGIN PRIVATE KEY-----\n${secret}`,
  `whsec_${secret}`,
  `ya29.${secret}`,
])("what holds a secret in another spelling is masked: %s", (text) => {
  expect(redactText(text)).not.toContain(secret);
  expect(redactText(text)).toContain("***");
});

test("a bot's token is masked outside its address too", () => {
  expect(redactText("bot 123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc said no")).toBe("bot *** said no");
});

test.each([
  "password: must have 8 letters",
  "token-tiny.gguf: 0123abcd4567",
  "the secret: patience",
  "max_tokens: 4096000",
])("words and numbers that are none stay: %s", (text) => {
  expect(redactText(text)).toBe(text);
});
