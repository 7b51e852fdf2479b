import type { InputBlock } from '@slack/types';

import {
  type AnyOption,
  type OwnFieldKey,
  optionsOf,
  type SubscriptionOptions,
} from '../../../calls/options/index.ts';
import type { Topic } from '../../../calls/topics/index.ts';
import type { FilledIn } from '../filled-in.ts';
import { digestTimeField } from './digest-time.ts';
import { choiceField, isTyped, type OptionField, typedField } from './option-field.ts';
import { quietField } from './quiet.ts';
import { zoneField } from './zone.ts';

const ownFields: { [Key in OwnFieldKey]: OptionField<NonNullable<SubscriptionOptions[Key]>> } = {
  digestTime: digestTimeField,
  quiet: quietField,
  timezone: zoneField,
};

/** What the topic takes, in the order of its options. */
export function optionFields(topic: Topic, options: SubscriptionOptions): InputBlock[] {
  return optionsOf(topic).flatMap((option) => fieldOf(option).show(options[option.key]));
}

/** The words that one would have typed. */
export function optionWords(topic: Topic, form: FilledIn): string[] {
  return optionsOf(topic).map((option) => fieldOf(option).words(form));
}

/** What is wrong, by field. */
export function optionErrors(topic: Topic, form: FilledIn): Record<string, string> {
  return Object.assign({}, ...optionsOf(topic).map((option) => fieldOf(option).wrong?.(form)));
}

function fieldOf(option: AnyOption): OptionField {
  if (!('form' in option)) return ownFields[option.key as OwnFieldKey];
  return isTyped(option) ? typedField(option) : choiceField(option);
}
