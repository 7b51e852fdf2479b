import type { SharedList } from '../../calls/shared-list.ts';
import { filterInWords } from '../blocks/filter-in-words.ts';
import { masked } from '../blocks/masked.ts';
import { counted } from '../blocks/numbers.ts';
import { person, spokenPerson } from '../blocks/person.ts';
import { fitting } from '../blocks/plain.ts';
import type { Rendered, RenderOptions } from '../blocks/rendered.ts';
import { actions, button, paragraph, words } from '../blocks/rich.ts';
import { spoken } from '../blocks/safe-text.ts';
import { callTable, openCallSelect, spokenRows } from './call-table.ts';

/** A page that one person shows to a channel. They may see more than its readers, so numbers are always masked. */
export function renderSharedList(list: SharedList, channelOptions: RenderOptions): Rendered {
  const options: RenderOptions = { ...channelOptions, phoneNumbers: 'masked' };
  const { calls, filter, messageId, sharedBy } = list;
  const matching = filter === '' ? '' : ` (${spoken(filterInWords(filter, options), 200)})`;
  const what = `${counted(calls.length, 'call')}${matching}`;
  return masked({
    text: fitting([`${spokenPerson(sharedBy)} shared ${what}, newest first:`, ...spokenRows(calls, options)]),
    blocks: [
      ...paragraph([
        ...person(sharedBy),
        words(` shared ${counted(calls.length, 'call')} `),
        words(filter === '' ? 'newest first' : `· ${filterInWords(filter, options)}`, 400),
      ]),
      callTable(calls, options),
      ...actions(openCallSelect(calls, options), button('Browse', 'browse_message', messageId)),
    ],
  });
}
