import { seed } from '../seed';
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
export const samples: Readonly<Record<string, Kinds>> = {
	messages,
	statuses,
	calls,
	...groups,
	...echoesAndHistory,
	...templates,
	...account,
};

/** Name of the webhook field that a group of samples comes in. */
export const fieldOf = (group: string): string => (group === 'statuses' ? 'messages' : group);

/** Whom `entry.id` is about: the account, or the business portfolio (Meta docs: Webhooks > partner_solutions). */
export const accountOf = (group: string, wabaId: string): string =>
	group === 'partner_solutions' ? seed.businessPortfolioId : wabaId;

/**
 * Groups whose entries tell no time, as those of messages (Meta docs: Webhooks > messages). The settings of a number name it within
 * (Meta docs: Calling API > Settings > Webhooks).
 */
export const isAboutNumber = (value: Record<string, unknown>): boolean =>
	value.messaging_product === 'whatsapp' && value.phone_number_settings === undefined;
