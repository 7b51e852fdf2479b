import { z } from 'zod';

const mostWords = 1_800;

/** A channel is known by its id: names change, and Slack looks them up. */
const channelId = z.string().regex(/^[CG][A-Z0-9]{2,20}$/);

const typed = z.string().min(1).max(mostWords).meta({
  description: 'What one would type behind /revox subscribe, such as “errors daily:theirs”.',
});

const subscription = z.union([
  typed,
  z.strictObject({
    subscribe: typed,
    paused: z.boolean().default(false).meta({ description: 'Nothing is posted while it is paused.' }),
  }),
]);

const mute = z.strictObject({
  calls: z.string().max(mostWords).default('').meta({
    description: 'Filter words; without them all calls are muted.',
  }),
  until: z.iso.datetime({ offset: true }).meta({ description: 'When it ends.' }),
});

const channel = z.strictObject({
  subscriptions: z.array(subscription).default([]),
  mutes: z
    .array(mute)
    .default([])
    .meta({ description: 'Those that last a day or longer; shorter ones are nobody’s configuration.' }),
});

/** Everything that people set in chat, as a file. A channel that is named has exactly this; others are left alone. */
export const configurationDocument = z.strictObject({
  version: z.literal(1),
  channels: z.record(channelId, channel),
});

export type ConfigurationDocument = z.input<typeof configurationDocument>;
export type ChannelDocument = z.output<typeof channel>;

/** For editors and other programs. */
export function configurationSchema(): object {
  return z.toJSONSchema(configurationDocument, { io: 'input' });
}
