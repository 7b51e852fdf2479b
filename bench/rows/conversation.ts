import { draw, pick } from './draw.ts';

const agent = [
  'Hello, I am calling about your appointment on Thursday at ten. Is this a good time?',
  'Could you tell me whether you would rather come in the morning or in the afternoon?',
  'I have a place at half past two, and another one at a quarter to five.',
  'Thank you. You will get a confirmation by text message in the next few minutes.',
  'Is there anything else that I should write down for the team before we hang up?',
  'I understand. May I ask what speaks against it, so that nobody calls you again for nothing?',
  'If you prefer, a colleague can call you back tomorrow at a time that suits you.',
  'Let me check that for you, one moment please.',
];

const person = [
  'Yes, go ahead.',
  'The afternoon would be better for me, if that is still possible.',
  'I am not sure, I have to look at my calendar first. Can you wait for a second?',
  'No, that is too expensive for us at the moment.',
  'Half past two is fine.',
  'Who is calling, please? I did not get the name of your company.',
  'That is right, and please bring the papers that we talked about last time.',
  'Thank you, goodbye.',
];

/** JSON text of what a person and the agent said: about 1.6 kB. */
export function conversationText(serial: number): string {
  const turns = 6 + Math.floor(draw(serial, 20) * 14);
  let text = '[';
  for (let turn = 0; turn < turns; turn += 1) {
    const isAgent = turn % 2 === 0;
    const content = pick(serial, 21 + turn, isAgent ? agent : person);
    const detail = Math.floor(draw(serial, 60 + turn) * 100_000);
    text += `${turn === 0 ? '' : ','}{"role":"${isAgent ? 'assistant' : 'user'}","content":"${content} (${detail})"}`;
  }
  return `${text},{"role":"tool","content":"ok","tool_name":"end_call","tool_arguments":{"reason":"done"},"tool_is_error":false}]`;
}

export const greetingText =
  '[{"role":"assistant","content":"Hello, this is a message about your appointment on Thursday. Please call us back when it suits you."}]';
