import type { Incident } from '../../../calls/incident.ts';
import type { ReportedKind } from '../../../calls/incidents/kind.ts';
import { dialErrorOf } from '../../../calls/incidents/watches.ts';

/** What is said of incidents of one kind. */
export interface KindWords<Kind extends string = string> {
  kind: Kind;
  /** Headline of the card while it lasts. */
  open: string;
  /** … and when it is over. */
  closed: string;
  /** What it means for the people in the channel; empty where the reason says it all. */
  meaning: string;
  /** What is counted, in the singular and plural; null where nothing is. */
  counts: [one: string, many: string] | null;
  /** What `/revox help incidents` says beside the headline. */
  help: string;
  /** In the row of an earlier version the sentences stand as they were said. */
  say(incident: Incident): Said;
}

export interface Said {
  /** The reason in one sentence. */
  reason: string;
  /** What a person must do, in one sentence; null when there is nothing to do but wait. */
  nextStep: string | null;
}

interface Parts<Figures> extends Omit<KindWords, 'kind' | 'say'> {
  say(figures: Figures, about: { name: string; dialError: string }): Said;
}

export function kindWords<Kind extends string, Figures>(
  { kind, figures }: ReportedKind<Kind, Figures>,
  parts: Parts<Figures>,
): KindWords<Kind> {
  return {
    ...parts,
    kind,
    say: ({ facts, about, ...incident }) =>
      'figures' in facts
        ? parts.say(figures.parse(facts.figures), {
            name: about,
            dialError: dialErrorOf({ ...incident, about }),
          })
        : facts,
  };
}
