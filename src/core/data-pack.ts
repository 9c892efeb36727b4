// What is found out about packs of data: what an import did, what a root holds, and how it stands beside OpenCompass's files.

export interface Imported {
  root: string;
  /** Names below the root. */
  added: string[];
  replaced: string[];
  /** There already, with the same bytes. */
  same: string[];
  bytes: number;
  /** Entries that systems leave in archives: no data. */
  leftOut: number;
}

export interface VariantData {
  name: string;
  /** Paths below the root that it reads and that are not there. */
  missing: string[];
}

export interface FamilyData {
  family: string;
  title: string;
  variants: VariantData[];
  /** Archives of OpenCompass that bring what is missing. */
  archives: string[];
}

export interface Verified {
  /** Names of the files below the root by what was found. */
  same: string[];
  changed: string[];
  /** Rows that this package brings to show the layout. */
  sample: string[];
  missing: string[];
}
