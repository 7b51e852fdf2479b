/** A way in which a database can be unfit for use. */
export interface Trouble {
  /** What is wrong, as one clause. */
  says: string;
  /** What to do about it, as one clause. */
  next: string;
  /** Restarting doesn't help until a person has fixed it. */
  needsPerson?: boolean;
  /** What shows that it is over; by default any answer of the database. */
  until?: 'a write' | 'a restart';
}
