import { withText } from '../blocks/aloud.ts';
import { withinBytes } from '../blocks/plain.ts';
import type { Rendered, Shown } from '../blocks/rendered.ts';
import { type FragileKind, formsOf, fragileIn, fragileKinds, without } from '../blocks/simpler.ts';
import { apiFailureOf } from '../line/api-failure.ts';
import type { Refusals, Surface } from '../line/refusals.ts';

/** What is needed to say something although Slack may refuse its blocks. */
export interface Sayer {
  log: Record<'warn' | 'error', (fields: object, sentence: string) => void>;
  refusals: Refusals;
}

interface Place {
  /** Where it is to be shown; null where charts and tables are never sent. */
  surface: Surface | null;
  /** For the log: what is being said. */
  about: object;
  /** Whether there is time for another try. */
  mayGoOn?(): boolean;
}

/**
 * Says it in the best form that Slack takes: whole, then without charts and tables, then in words alone. A refused
 * form was certainly not shown, so that nothing is said twice.
 *
 * @throws whatever else goes wrong, and the last refusal when not even words were taken or there was no time for them
 */
export async function inBestForm<Answer>(
  rendered: Shown,
  send: (form: Rendered) => Promise<Answer>,
  place: Place,
  { log, refusals }: Sayer,
): Promise<Answer> {
  const { surface, about, mayGoOn = () => true } = place;
  const fragile = fragileIn(rendered.blocks);
  const known = surface === null || fragile.length === 0 ? [] : await refusals.known(surface, fragile);
  const best = { ...rendered, blocks: without(known, rendered.blocks) };
  const forms = formsOf(best);
  let refused: FragileKind[] = [];
  for (let form: Shown = forms.next().value ?? best; ; ) {
    try {
      const answer = await send(sendable(form));
      if (surface !== null && refused.length > 0 && form.blocks.length > 0)
        await refusals.note(surface, refused);
      return answer;
    } catch (error) {
      const refusal = blockRefusal(error);
      const next: Shown | undefined = forms.next().value;
      if (refusal === null || next === undefined || !mayGoOn()) throw error;
      refused = suspectsIn(form, refusal.pointer);
      const fields = { ...about, ...refusal };
      if (refused.length > 0) log.warn(fields, 'Slack refused charts or tables');
      else log.error(fields, 'Slack refused the blocks of a message');
      form = next;
    }
  }
}

function sendable(form: Shown): Rendered {
  const { text, blocks } = withText(form);
  return { text: withinBytes(text), blocks };
}

/** By its place in the message where Slack names that, else all that may be meant. */
function suspectsIn({ blocks }: Shown, pointer: string | null): FragileKind[] {
  const fragile = fragileIn(blocks);
  const [, index] = /\/blocks\/(\d+)/.exec(pointer ?? '') ?? [];
  if (index === undefined) return fragile;
  const named = blocks[Number(index)]?.type;
  return fragileKinds.filter((kind) => kind === named);
}

/** Null when the refusal, if it is one, is about something else. */
function blockRefusal(error: unknown): { reason: string; pointer: string | null } | null {
  const failure = apiFailureOf(error);
  if (failure.kind !== 'refused' || !refersToBlocks(failure.code)) return null;
  return { reason: failure.code, pointer: failure.pointer };
}

/**
 * Arguments that Slack does not take are blocks that it does not know, as ours are otherwise the same each time. A
 * second table in a message is refused as an invalid attachment, although it is a block.
 */
export function refersToBlocks(code: string): boolean {
  return /^(invalid_(blocks|arguments|attachments|payload)|msg_(blocks_)?too_long|only_one_table_allowed)/.test(
    code,
  );
}
