import { rowFields } from '../../src/revox/to-call.ts';
import { hostileStrings } from './hostile-strings.ts';

type Row = Record<string, unknown>;

const usualRow: Row = {
  id: 'call-1',
  phone_number: '+33199001234',
  status: 'completed',
  result: 'human',
  dial_error: null,
  started_at: '2026-03-02T11:58:45Z',
  answered_at: '2026-03-02T11:59:00Z',
  ended_at: '2026-03-02T11:59:59Z',
};

/** Without these a call has not ended, and is hardly shown anywhere. */
const aboutItsEnd = rowFields.filter((name) => name === 'status' || name.endsWith('_at'));

/** As `GET /call` would have to send them: each text in every field that is read, and everything in each field alone. */
export const hostileRows: [what: string, row: Row][] = [
  ...Object.entries(hostileStrings).flatMap(([what, said]): [string, Row][] => {
    const everywhere = filled(said);
    const kept = Object.fromEntries(aboutItsEnd.map((name) => [name, usualRow[name]]));
    return [
      [`${what}, in every field`, { ...everywhere, id: `${said.slice(0, 100)} 1`, ...kept }],
      [
        `${what}, in every field of a failure`,
        { ...everywhere, id: `${said.slice(0, 100)} 2`, ...kept, status: 'error' },
      ],
      [
        `${what}, also as its status`,
        { ...everywhere, ...kept, id: `${said.slice(0, 100)} 3`, status: said },
      ],
    ];
  }),
  ...rowFields.map((name): [string, Row] => {
    const everything = Object.values(hostileStrings)
      .map((said) => said.slice(0, 40))
      .join(' ');
    return [
      `everything as ${name}`,
      { ...usualRow, id: `only ${name}`, [name]: filled(everything.slice(0, 250))[name] },
    ];
  }),
];

/** A field that is read tomorrow is filled too. */
function filled(said: string): Row {
  const turn = { role: said, content: said, tool_name: said, tool_arguments: said, tool_is_error: said };
  return {
    ...Object.fromEntries(rowFields.map((name) => [name, said])),
    recording_url: `https://recordings.example.com/${said}`,
    structured_output: { [said]: said, nested: { [said]: [said] } },
    transcript: [turn, turn],
  };
}
