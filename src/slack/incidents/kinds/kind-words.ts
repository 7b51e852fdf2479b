import type { Incident } from '../../../calls/incident.ts';
import type { ReportedKind } from '../../../calls/incidents/kind.ts';
import { dialErrorOf } from '../../../calls/incidents/watches.ts';

/** What is said of incidents of one kind. */
export interface KindWords<Kind extends string = string> {
  kind: Kind;
  /** What they are called: in the help, the form and the runbook, and on the card where it has no headline. */
  open: string;
  /** … and when one is over. */
  closed: string;
  /** What is counted, in the singular and plural; null where nothing is. */
  counts: [one: string, many: string] | null;
  /** What `/revox help incidents` says beside the name. */
  help: string;
  /** In the row of an earlier version the sentences stand as they were said. */
  say(incident: Incident): Said;
}

export interface Said {
  /** The name of this one, where that of its kind says too little: “Spike: calls rejected by the concurrency limit”. */
  headline?: string;
  /** What it does to calls, in sentences. */
  impact: string;
  /** What is so on other days: “3 of 57 calls”; null where nothing is usual. */
  usual: string | null;
  /** What a person must do, in one sentence; null when waiting is enough. */
  nextStep: string | null;
}

interface Parts<Figures> extends Omit<KindWords, 'kind' | 'say'> {
  /** The headline of one of which an earlier version kept sentences. */
  headline?(about: About): string;
  say(figures: Figures, about: About): Said;
}

interface About {
  name: string;
  dialError: string;
}

export function kindWords<Kind extends string, Figures>(
  { kind, figures }: ReportedKind<Kind, Figures>,
  { headline, say, ...parts }: Parts<Figures>,
): KindWords<Kind> {
  return {
    ...parts,
    kind,
    say({ facts, ...incident }) {
      const about = { name: incident.about, dialError: dialErrorOf(incident) };
      const named = headline && { headline: headline(about) };
      if ('figures' in facts) return { ...named, ...say(figures.parse(facts.figures), about) };
      return { ...named, impact: facts.reason, usual: null, nextStep: facts.nextStep };
    },
  };
}
