/** What goes wrong in the month, in times of UTC. */
export interface Trouble {
  kind:
    | 'revox down'
    | 'key refused'
    | 'slack down'
    | 'bot down'
    | 'carrier'
    | 'spam label'
    | 'silence'
    | 'burst';
  from: number;
  to: number;
}

export const troubles: Trouble[] = [
  trouble('revox down', '2026-03-05 10:00', '2026-03-05 12:00'),
  trouble('carrier', '2026-03-10 14:00', '2026-03-10 14:45'),
  trouble('spam label', '2026-03-13 08:30', '2026-03-13 17:00'),
  trouble('silence', '2026-03-17 14:30', '2026-03-17 19:00'),
  trouble('burst', '2026-03-19 15:00', '2026-03-19 15:12'),
  trouble('bot down', '2026-03-23 11:00', '2026-03-23 14:00'),
  trouble('slack down', '2026-03-25 10:00', '2026-03-25 10:40'),
  trouble('key refused', '2026-03-27 15:30', '2026-03-27 16:00'),
];

export function isDuring(time: number, kind: Trouble['kind']): boolean {
  return troubles.some((it) => it.kind === kind && time >= it.from && time < it.to);
}

export function at(utc: string): number {
  return Date.parse(`${utc.replace(' ', 'T')}:00Z`);
}

function trouble(kind: Trouble['kind'], from: string, to: string): Trouble {
  return { kind, from: at(from), to: at(to) };
}
