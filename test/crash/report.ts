import type { WorldResult } from './world.ts';

export interface Total {
  rounds: number;
  kills: number;
  calls: number;
  told: number;
  followUps: number;
  taken: number;
  lost: number;
  repeated: number;
  /** Messages that waited for a person, and how many that person had posted again. */
  askedAgain: number;
  repeatedByPerson: number;
  points: Map<string, number>;
  interrupted: Map<string, number>;
  /** One for each world that went wrong: its seed, and what. */
  failures: string[];
}

export function addUp(results: WorldResult[]): Total {
  const sum = (of: (result: WorldResult) => number) =>
    results.reduce((total, result) => total + of(result), 0);
  const deaths = results.flatMap((result) => result.deaths);
  return {
    rounds: sum(({ rounds }) => rounds),
    kills: deaths.length,
    calls: sum(({ calls }) => calls),
    told: sum(({ told }) => told),
    followUps: sum((result) => result.followUps),
    taken: sum((result) => result.taken),
    lost: sum(({ lost }) => lost.length),
    repeated: sum(({ repeated }) => repeated.length),
    askedAgain: sum((result) => result.askedAgain.length),
    repeatedByPerson: sum((result) => result.repeatedByPerson.length),
    points: countBy(deaths.map(({ point, reached }) => (reached ? point : `${point}, not reached`))),
    interrupted: countBy(deaths.map(({ interrupted }) => interrupted)),
    failures: results.filter(hasFailed).map(failureOf),
  };
}

export function tellWorld(result: WorldResult): string {
  const { seed, rounds, calls, told, lost, repeated } = result;
  const counts = `${rounds} kills, ${calls} calls told ${told} times, ${result.followUps} to be followed up, ${lost.length} lost, ${repeated.length} repeated`;
  const person = [
    ...result.askedAgain.map((each) => `\n  waited for a person: ${each}`),
    ...result.repeatedByPerson.map((each) => `\n  repeated by a person: ${each}`),
  ].join('');
  return `world ${seed}: ${counts}${person}${hasFailed(result) ? `\n${failureOf(result)}` : ''}`;
}

export function report(total: Total, tookMs: number): string {
  const { rounds, kills, calls, told, lost, repeated, failures } = total;
  return [
    `rounds ${rounds}, kills ${kills}, calls ${calls}, to be told ${told}, lost ${lost}, repeated ${repeated}`,
    `to be followed up ${total.followUps}, of these taken by two at once ${total.taken}`,
    `waited for a person ${total.askedAgain}, of these posted again ${total.repeatedByPerson}`,
    `killed at: ${listed(total.points)}`,
    `interrupted: ${listed(total.interrupted)}`,
    `took ${Math.round(tookMs / 1000)} s`,
    ...failures,
  ].join('\n');
}

function hasFailed({ lost, repeated, complaints }: WorldResult): boolean {
  return lost.length + repeated.length + complaints.length > 0;
}

function failureOf({ seed, rounds, lost, repeated, complaints }: WorldResult): string {
  const findings = [
    ...lost.map((each) => `lost: ${each}`),
    ...repeated.map((each) => `repeated: ${each}`),
    ...complaints,
  ];
  const shown = findings.slice(0, 20).map((each) => `  ${each}`);
  return [`FAILED: --seed ${seed} --rounds ${rounds}`, ...shown].join('\n');
}

function countBy(words: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return new Map([...counts].sort(([, one], [, other]) => other - one));
}

function listed(counts: Map<string, number>): string {
  return [...counts].map(([word, count]) => `${word} ${count}`).join(' · ');
}
