/** A command that one person keeps under a name. */
export interface SavedSearch {
  name: string;
  /** What follows `/revox`. */
  command: string;
}
