/** What the phone in the browser and the emulator exchange as JSON. */
import type { Content, Media, Place } from './contentTypes';

export type * from './contentTypes';

/** How a customer's phone behaves. */
export type Condition = 'online' | 'offline' | 'noWhatsApp' | 'oldApp';

/** When a read receipt goes out for a message: at once, when its chat is opened in the browser, or never. */
export type Reads = 'atOnce' | 'whenOpened' | 'never';

/** What happens when the business calls: the customer answers at once, the phone rings, or nobody answers. */
export type AnswersCalls = 'atOnce' | 'ring' | 'never';

export type EntryStatus = 'accepted' | 'sent' | 'delivered' | 'read' | 'failed';

/** A customer as the phone shows them. */
export interface CustomerView {
	/** Constant, unlike the number. */
	id: string;
	name: string;
	/** Digits of the phone number. */
	number: string;
	/** Business-scoped user ID. */
	userId: string;
	/** With the leading @. */
	username?: string;
	/** The business sees the user ID only. */
	hidesNumber: boolean;
	condition: Condition;
	reads: Reads;
	calls: AnswersCalls;
	/** Each message and webhook arrives twice. */
	twice: boolean;
	/** IDs of the business numbers that the customer blocked. */
	blocked: string[];
	/** IDs of the business numbers whose marketing messages the customer stopped. */
	stopped: string[];
}

export interface Business {
	/** ID of the phone number. */
	id: string;
	name: string;
	/** As displayed. */
	number: string;
}

/** Which chat: that of a customer with a business number, or that of a group. */
export interface ChatPlace {
	/** '' in a group: its members share the chat. */
	customer: string;
	business: string;
	/** ID of the group. */
	group?: string;
}

/** One chat of a customer with a business number, or of a group. */
export interface ChatView extends ChatPlace {
	unread: number;
	count: number;
	last?: { text: string; at: number; from: Entry['from']; status?: EntryStatus };
	/** When the customer service window ends, in ms of the emulator's clock; absent before the customer wrote. */
	windowUntil?: number;
	/** When the typing indicator of the business ends, in ms of the emulator's clock. */
	typingUntil?: number;
}

export interface PhoneState {
	/** Time of the emulator's clock, in ms. */
	now: number;
	/** How far the clock was moved forward, in ms. */
	clockOffset: number;
	businesses: Business[];
	customers: CustomerView[];
	chats: ChatView[];
	groups: PhoneGroup[];
	calls: PhoneCall[];
}

/** A group, with the customers in it whom the emulator knows. */
export interface PhoneGroup {
	id: string;
	business: string;
	subject: string;
	description: string;
	inviteLink: string;
	suspended: boolean;
	/** IDs of customers. */
	members: string[];
	/** IDs of customers who ask to join. */
	asking: string[];
}

/** A call that has not ended. */
export interface PhoneCall {
	id: string;
	customer: string;
	business: string;
	/** Whether the business called. */
	isIncoming: boolean;
	state: 'ringing' | 'accepted';
}

export interface Quote {
	id: string;
	/** The customer who wrote it. */
	customer: string;
	from: 'customer' | 'business';
	text: string;
}

export interface ErrorView {
	code: number;
	title: string;
	details?: string;
}

/** A line in a chat. */
export interface Entry extends ChatPlace {
	/** The wamid, or an ID of the emulator for lines that are no messages. */
	id: string;
	/** In a group, the member who wrote; '' for the business. */
	customer: string;
	/** ms of the emulator's clock. */
	at: number;
	/** `note`: seen by the person testing only. */
	from: 'customer' | 'business' | 'system' | 'note';
	content: Content;
	status?: EntryStatus;
	error?: ErrorView;
	quote?: Quote;
	reactions?: { customer?: string; business?: string };
	isEdited?: boolean;
	isDeleted?: boolean;
	/** Received twice. */
	isTwice?: boolean;
	/** Marketing messages can be stopped. */
	isMarketing?: boolean;
	/** No app receives the webhook of this message. */
	isUnheard?: boolean;
	/** ID of the recorded request. */
	request?: number;
}

/** What the server tells the pages. */
export type PhoneEvent =
	| { type: 'entry'; entry: Entry; chat: ChatView }
	| { type: 'chat'; chat: ChatView }
	| { type: 'customers'; customers: CustomerView[] }
	| { type: 'groups'; groups: PhoneGroup[] }
	| { type: 'calls'; calls: PhoneCall[] }
	| { type: 'clock'; now: number; clockOffset: number }
	| { type: 'reset' };

/** A webhook that went out. */
export interface DeliveryView {
	at: number;
	url: string;
	attempt: number;
	status: number;
	ms?: number;
	signature?: string;
	response?: string;
	body: unknown;
}

/** What is behind a message. */
export interface Details {
	entry: Entry;
	request?: {
		at: number;
		method: string;
		path: string;
		headers: Record<string, string>;
		body?: unknown;
		status?: number;
		errorCode?: number;
		fault?: string;
		/** A shell command; the token is a variable. */
		curl: string;
	};
	deliveries: DeliveryView[];
}

/** What the customer does, in the chat with a business or of a group. */
export type Action = ChatPlace &
	(
		| { do: 'text'; text: string; quote?: string }
		| { do: 'media'; kind: Media['kind']; media: string; caption?: string; voice?: boolean; quote?: string }
		| { do: 'location'; place: Place; quote?: string }
		| { do: 'contacts'; name: string; phone: string; quote?: string }
		| { do: 'react'; message: string; emoji?: string }
		| { do: 'tap'; message: string; id: string; title: string; card?: number }
		| { do: 'choose'; message: string; id: string }
		| { do: 'shareLocation'; message: string; place: Place }
		| { do: 'shareContact'; message: string }
		| { do: 'address'; message: string; values: Record<string, string>; saved?: string }
		| { do: 'callPermission'; message: string; accept: boolean; permanent?: boolean }
		| { do: 'order'; catalogId: string; items: Array<{ id: string; quantity: number }>; text?: string; quote?: string }
		| { do: 'askAboutProduct'; text: string; catalogId: string; product: string; message: string }
		| { do: 'pay'; message: string; succeeds: boolean }
		| { do: 'edit'; message: string; text: string }
		| { do: 'delete'; message: string }
		| { do: 'played'; message: string }
		| { do: 'block' | 'unblock' | 'stop' | 'resume' }
		/** With the payload of the button that the customer tapped. */
		| { do: 'call'; payload?: string }
		| { do: 'answerCall' | 'declineCall' | 'missCall' | 'hangUp' }
		| { do: 'joinGroup'; link: string }
		/** Also takes back the request to join it. */
		| { do: 'leaveGroup'; group: string }
	);
