/** What the business page and the emulator exchange as JSON. */
import type { Settings, WebhookDelivery } from '../types';

/** A value to enter in n8n. */
export interface ValueView {
	label: string;
	value: string;
	/** What the value is, where the label is not enough. */
	about?: string;
	/** Names of n8n's credentials that have the field. */
	usedIn: string[];
}

export interface NumberView {
	id: string;
	name: string;
	/** As displayed. */
	number: string;
	status: string;
	quality: string;
	registered: boolean;
	/** Code that was sent to verify it. */
	code?: string;
	messages: number;
}

/** What can be decided about a template. */
export type Decision = 'approve' | 'reject' | 'pause';

export interface TemplateView {
	id: string;
	name: string;
	language: string;
	category: string;
	status: string;
	text: string;
	/** Why it was rejected. */
	reason?: string;
	decisions: Decision[];
}

export interface FlowView {
	id: string;
	name: string;
	status: string;
	endpoint?: string;
	/** Number of errors in the Flow JSON. */
	errors: number;
}

export interface DeliveryLine extends Pick<WebhookDelivery, 'at' | 'status' | 'attempt' | 'ms'> {
	/** What it was about, such as `messages`. */
	fields: string[];
}

/** A callback URL, and what was delivered to it last. */
export interface CallbackView {
	app: string;
	/** Whose callback it is. */
	of: 'everything' | 'app' | 'account' | 'number';
	/** ID of account or number. */
	id?: string;
	url: string;
	fields?: string[];
	/** False: an app that is subscribed to no account, or disabled, receives nothing. */
	isActive: boolean;
	deliveries: DeliveryLine[];
}

/** Settings that the page can change. */
export const changeable = [
	'messagesPerSecond',
	'latencyMs',
	'statusDelayMs',
	'pairLimit',
	'requireAppSecret',
	'directSend',
	'marketingOnCloudApi',
	'webhookDuplicates',
	'webhookBatch',
	'webhookReorder',
] as const satisfies Array<keyof Settings>;
export type ChangeableSettings = Pick<Settings, (typeof changeable)[number]>;

/** A file that messages can link to. */
export interface SampleView {
	name: string;
	/** Its path on the emulator. */
	path: string;
	url: string;
	isPicture: boolean;
}

export interface GroupView {
	id: string;
	subject: string;
	/** Name of the number that the group belongs to. */
	number: string;
	inviteLink: string;
	needsApproval: boolean;
	suspended: boolean;
	/** Names of the members, without the business. */
	participants: string[];
	/** Names of those who ask to join. */
	requests: string[];
}

export interface QrCodeView {
	code: string;
	message: string;
	link: string;
	/** Name of the number whose chat it opens. */
	number: string;
	/** Path of its picture on the emulator. */
	picture: string;
}

/** All that the page shows. */
export interface BusinessView {
	/** Name of the account. */
	account: string;
	wabaId: string;
	/** Time of the emulator's clock, in ms. */
	now: number;
	clockOffset: number;
	counts: { requests: number; messages: number; webhooks: number; errors: number };
	values: ValueView[];
	numbers: NumberView[];
	templates: TemplateView[];
	flows: FlowView[];
	callbacks: CallbackView[];
	groups: GroupView[];
	qrCodes: QrCodeView[];
	samples: SampleView[];
	settings: ChangeableSettings;
}
