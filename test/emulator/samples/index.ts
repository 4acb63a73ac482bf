import { account } from './account';
import { calls } from './calls';
import { echoesAndHistory } from './echoes';
import { groups } from './groups';
import { messages } from './messages';
import type { Kinds } from './parts';
import { statuses } from './statuses';
import { templates } from './templates';

/**
 * One value of each kind that each webhook field has (facts sheet 7.5 to 7.14), by field, then by a word for what happens.
 * `statuses` come in the field `messages`.
 */
export const samples: Readonly<Record<string, Kinds>> = { messages, statuses, calls, ...groups, ...echoesAndHistory, ...templates, ...account };

/** Name of the webhook field that a group of samples comes in. */
export const fieldOf = (group: string): string => (group === 'statuses' ? 'messages' : group);

/** Groups whose changes say which number they are about, and whose entries tell no time (facts sheet 7.4). */
export const isAboutNumber = (value: Record<string, unknown>): boolean => value.messaging_product === 'whatsapp';
