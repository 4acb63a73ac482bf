import { account } from './account';
import { calls } from './calls';
import { echoesAndHistory } from './echoes';
import { groups } from './groups';
import { messages } from './messages';
import type { Kinds } from './parts';
import { statuses } from './statuses';
import { templates } from './templates';

/**
 * One value of each kind of each webhook field (Meta docs: Webhooks > Fields), by field, then by the name of the event.
 * `statuses` belong to the field `messages`.
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

/** The object of `entry.id`: the account, or the business portfolio (Meta docs: Webhooks > partner_solutions). */
export const accountOf = (group: string, wabaId: string, businessPortfolioId: string): string =>
	group === 'partner_solutions' ? businessPortfolioId : wabaId;

/**
 * Groups whose entries have no time, as those of messages (Meta docs: Webhooks > messages). The settings of a number
 * contain its ID (Meta docs: Calling API > Settings > Webhooks).
 */
export const isAboutNumber = (value: Record<string, unknown>): boolean =>
	value.messaging_product === 'whatsapp' && value.phone_number_settings === undefined;
