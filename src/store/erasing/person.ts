import { reversedDigits } from '../../calls/numbers/phone.ts';
import { mayNameSomebody, type Person } from '../../calls/numbers/quoted-person.ts';
import type { Store } from '../engine/database.ts';

/** Whose number it is, with all the extracted data of their calls. */
export async function personOf(store: Store, phoneNumber: string): Promise<Person> {
  const reversed = reversedDigits(phoneNumber);
  const rows = await store
    .selectFrom('call_fields')
    .innerJoin('calls', 'calls.serial', 'call_fields.serial')
    .select(['call_fields.name', 'call_fields.value'])
    .where('calls.phone_reversed', '=', reversed)
    .distinct()
    .select((it) =>
      it
        .exists(
          it
            .selectFrom('call_fields as same')
            .innerJoin('calls as others', 'others.serial', 'same.serial')
            .select('same.serial')
            .whereRef('same.name', '=', 'call_fields.name')
            .whereRef('same.value', '=', 'call_fields.value')
            .where((its) =>
              its.or([
                its('others.phone_reversed', 'is', null),
                its('others.phone_reversed', '!=', reversed),
              ]),
            ),
        )
        .as('isShared'),
    )
    .execute();
  const fields = rows.map(({ name, value, isShared }) => ({ name, value, isOwn: !isShared }));
  const isOwn = (field: (typeof fields)[number]) => field.isOwn && mayNameSomebody(field);
  const bare = ({ name, value }: (typeof fields)[number]) => ({ name, value });
  return {
    phoneNumber,
    own: fields.filter(isOwn).map(bare),
    shared: fields.filter((field) => !isOwn(field)).map(bare),
  };
}
