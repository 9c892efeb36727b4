// Data files whose content is hostile: values, text, bytes, encodings, sizes.

import { gzipSync } from "node:zlib";
import type { JsonValue } from "../../../src/core/json.ts";
import { type DataFormat, dataFormats, datasetEntry } from "../data-formats.ts";
import { chance, type Draw, pick, sizeUpTo } from "../draw.ts";
import { write, writeJson } from "../files.ts";
import { hostileText } from "../hostile-values.ts";
import type { Kind } from "../kind.ts";
import { mutateBytes } from "../mutate-bytes.ts";
import { jsonText, mutateJson } from "../mutate-json.ts";
import { dataCommands } from "./data-commands.ts";

export const dataText: Kind = {
  name: "data-text",
  weight: 5,
  make(draw, { work }) {
    const format = pick(draw, dataFormats);
    for (const [path, text] of Object.entries(format.beside ?? {})) write(work, `data/${path}`, text);
    const [how, bytes] = hostileBytes(draw, format);
    const isZipped = format.file === format.source.path && chance(draw, 6);
    const file = isZipped ? `${format.file}.gz` : format.file;
    write(work, `data/${file}`, isZipped ? zipped(draw, bytes) : bytes);
    const source = isZipped ? { ...format.source, path: file } : format.source;
    writeJson(work, "config.json", { datasets: [datasetEntry({ ...format, source })] });
    const about = `${file} of ${String(format.source.type)}, ${how}, ${bytes.length} bytes`;
    return { about, commands: dataCommands(draw) };
  },
};

function hostileBytes(draw: Draw, format: DataFormat): [how: string, bytes: Buffer] {
  const text = hostileContent(draw, format);
  switch (draw(8)) {
    case 0:
      return ["bytes changed", mutateBytes(draw, Buffer.from(text))];
    case 1:
      return ["UTF-16", Buffer.from(`\ufeff${text}`, "utf16le")];
    case 2:
      return ["Latin-1", Buffer.from(text, "latin1")];
    case 3:
      return [
        "line ends",
        Buffer.from(text.replaceAll("\n", pick(draw, ["\r\n", "\r", "\u2028", "\u0085", "\n\n\n"]))),
      ];
    default:
      return ["values", Buffer.from(text)];
  }
}

function hostileContent(draw: Draw, { content }: DataFormat): string {
  if ("json" in content) return jsonText(draw, mutateJson(draw, content.json));
  if ("text" in content) return tableText(draw, content.text);
  const rows = (chance(draw, 3) ? repeated(draw, content.lines) : content.lines).map((row, i) =>
    i < 20 ? jsonText(draw, mutateJson(draw, row, draw(3))) : JSON.stringify(row),
  );
  return `${rows.join("\n")}\n`;
}

function repeated(draw: Draw, rows: readonly JsonValue[]): JsonValue[] {
  return Array.from({ length: sizeUpTo(draw, 20_000) }, (_, i) => rows[i % rows.length] as JsonValue);
}

function tableText(draw: Draw, text: string): string {
  const at = draw(text.length);
  const [before, after] = [text.slice(0, at), text.slice(at)];
  switch (draw(7)) {
    case 0:
      return `${before}"${after}`;
    case 1:
      return before + pick(draw, [",", "\t", '"', '""', "\n", ",,,,\n"]).repeat(sizeUpTo(draw, 200_000)) + after;
    case 2:
      return before;
    case 3:
      return text.repeat(1 + sizeUpTo(draw, 2000));
    case 4:
      return `${text.split("\n")[0]},${hostileText(draw)}\n${after}`;
    default:
      return `${before}${hostileText(draw)}${after}`;
  }
}

function zipped(draw: Draw, bytes: Buffer): Buffer {
  const zip = gzipSync(bytes);
  switch (draw(4)) {
    case 0:
      return mutateBytes(draw, zip);
    case 1:
      return Buffer.concat([zip, zip]);
    default:
      return zip;
  }
}
