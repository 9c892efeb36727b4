// The shared libraries that a shared library names as needed: the DT_NEEDED entries of a 64-bit little-endian ELF file. Only
// the tables are read, not the file (CUDA libraries have hundreds of megabytes). Layout: elf(5).

import { type FileHandle, open } from "node:fs/promises";

const dynamicSection = 6;
const needed = 1;

/** @throws Error where the file is no such ELF. */
export async function neededLibraries(path: string): Promise<string[]> {
  const file = await open(path);
  try {
    const sections = await readSections(file, path);
    const dynamic = sections.find(({ type }) => type === dynamicSection);
    const strings = dynamic === undefined ? undefined : sections[dynamic.link];
    if (dynamic === undefined || strings === undefined) return [];
    const entries = await read(file, dynamic);
    const texts = await read(file, strings);
    return namesAt(entries).map((at) => texts.toString("latin1", at, texts.indexOf(0, at)));
  } finally {
    await file.close();
  }
}

interface Section {
  type: number;
  offset: number;
  size: number;
  /** Of the dynamic section: the index of its string table. */
  link: number;
}

async function readSections(file: FileHandle, path: string): Promise<Section[]> {
  const header = await read(file, { offset: 0, size: 64 });
  if (header.toString("latin1", 0, 4) !== "\x7fELF" || header[4] !== 2 || header[5] !== 1)
    throw new Error(`${path} is no 64-bit little-endian ELF file`);
  const [offset, entrySize, count] = [u64(header, 0x28), header.readUInt16LE(0x3a), header.readUInt16LE(0x3c)];
  const table = await read(file, { offset, size: entrySize * count });
  return Array.from({ length: count }, (_, i) => {
    const at = i * entrySize;
    return {
      type: table.readUInt32LE(at + 4),
      offset: u64(table, at + 0x18),
      size: u64(table, at + 0x20),
      link: table.readUInt32LE(at + 0x28),
    };
  });
}

function namesAt(entries: Buffer): number[] {
  const names: number[] = [];
  for (let at = 0; at + 16 <= entries.length; at += 16) {
    if (u64(entries, at) === needed) names.push(u64(entries, at + 8));
  }
  return names;
}

async function read(file: FileHandle, { offset, size }: Pick<Section, "offset" | "size">): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(size), 0, size, offset);
  return buffer.subarray(0, bytesRead);
}

function u64(bytes: Buffer, at: number): number {
  return Number(bytes.readBigUInt64LE(at));
}
