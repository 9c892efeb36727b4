/** Something the bench compares with cannot be had on this machine: its rows are skipped, with this reason. */
export class Unavailable extends Error {}
