import { PART_SIZE, type Load } from './measured';

const HOUR_SECONDS = 3600;
const DAY_SECONDS = 24 * HOUR_SECONDS;

/** Share of the day's traffic in its busiest hour: 2.4 times the average hour. An assumption. */
export const BUSIEST_HOUR = 0.1;

/** Share of the messages that answer a customer's message; the others belong to campaigns. An assumption. */
const REPLIES = 0.5;

/** Meta reports each message as sent, delivered and read (Meta docs: Webhooks > Statuses). */
const STATUSES_PER_MESSAGE = 3;

/** What a day's messages consist of. */
export interface Traffic {
	/** Messages that the business sends in a day. */
	messages: number;
	/** Replies, each to one message of a customer. */
	replies: number;
	campaignMessages: number;
	/** Executions that send a part of a campaign. */
	parts: number;
	statuses: number;
	/** Requests from Meta: messages of customers and statuses, one per request. */
	webhooks: number;
	/** Executions of workflows: replies and parts. */
	executions: number;
}

/** @param messages that the business sends in a day */
export function trafficOf(messages: number): Traffic {
	const replies = messages * REPLIES;
	const campaignMessages = messages - replies;
	const parts = Math.ceil(campaignMessages / PART_SIZE);
	const statuses = messages * STATUSES_PER_MESSAGE;
	return {
		messages,
		replies,
		campaignMessages,
		parts,
		statuses,
		webhooks: replies + statuses,
		executions: replies + parts,
	};
}

/** How many of a day's events happen in a second of its busiest hour. */
export const inBusiestSecond = (perDay: number): number => (perDay * BUSIEST_HOUR) / HOUR_SECONDS;

/** The load of a whole day. */
export const dayOf = (traffic: Traffic, saved: boolean): Load => ({
	...loadOf(traffic, 1, saved),
	seconds: DAY_SECONDS,
});

/** The load of one second of the busiest hour. */
export const busiestSecondOf = (traffic: Traffic, saved: boolean): Load =>
	loadOf(traffic, BUSIEST_HOUR / HOUR_SECONDS, saved);

const loadOf = ({ replies, statuses, parts, campaignMessages }: Traffic, share: number, saved: boolean): Load => ({
	replies: replies * share,
	statuses: statuses * share,
	parts: parts * share,
	campaignMessages: campaignMessages * share,
	seconds: 1,
	saved,
});
