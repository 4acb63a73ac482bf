/** What the phone in the browser and the emulator exchange as JSON. */

/** How a customer's phone behaves. */
export type Condition = 'online' | 'offline' | 'noWhatsApp' | 'oldApp';

/** When a read receipt goes out for a message: at once, when its chat is opened in the browser, or never. */
export type Reads = 'atOnce' | 'whenOpened' | 'never';

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

/** One chat of a customer with a business number. */
export interface ChatView {
	customer: string;
	business: string;
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
}

export interface Media {
	kind: 'image' | 'video' | 'audio' | 'document' | 'sticker' | 'gif';
	/** URL on the emulator. */
	src: string;
	mimeType?: string;
	fileName?: string;
	size?: number;
	isVoice?: boolean;
}

export interface Place {
	latitude: number;
	longitude: number;
	name?: string;
	address?: string;
}

export interface ContactCard {
	name: string;
	about?: string;
	lines: string[];
}

export interface Product {
	id: string;
	name: string;
	/** In minor units of the currency. */
	price: number;
	currency: string;
}

export interface Button {
	kind:
		| 'reply'
		| 'quickReply'
		| 'url'
		| 'phone'
		| 'copy'
		| 'flow'
		| 'catalog'
		| 'product'
		| 'products'
		| 'voiceCall'
		| 'location'
		| 'address'
		| 'contact'
		| 'callPermission'
		| 'pay';
	title: string;
	/** ID of a reply, payload of a quick reply. */
	id?: string;
	url?: string;
	phone?: string;
	code?: string;
	/** Why the button does nothing. */
	disabled?: string;
}

export interface ListRow {
	id: string;
	title: string;
	description?: string;
}

export interface List {
	button: string;
	sections: Array<{ title?: string; rows: ListRow[] }>;
}

export interface Card {
	header?: Header;
	text?: string;
	product?: Product;
	buttons: Button[];
}

export interface Header {
	text?: string;
	media?: Media;
	place?: Place;
	product?: Product;
}

export interface OrderLine {
	name: string;
	quantity: number;
	/** Formatted, with currency. */
	price: string;
}

export interface Order {
	title: string;
	lines: OrderLine[];
	totals: Array<{ label: string; value: string }>;
	reference?: string;
	status?: string;
	note?: string;
	expiresAt?: number;
}

/** A saved address or the fields of an address request. */
export interface AddressRequest {
	values: Record<string, string>;
	saved: Array<{ id: string; values: Record<string, string> }>;
	errors: Record<string, string>;
}

/** What a message shows, the same for messages of both sides. */
export interface Content {
	/** Meta's message type. */
	type: string;
	header?: Header;
	media?: Media;
	/** Text with WhatsApp's formatting. */
	text?: string;
	footer?: string;
	/** URL of the link preview. */
	preview?: string;
	place?: Place;
	contacts?: ContactCard[];
	/** A limited-time offer. */
	offer?: { text: string; expiresAt?: number; code?: string };
	order?: Order;
	/** Products by section, in a multi-product message. */
	products?: { catalogId: string; sections: Array<{ title?: string; items: Product[] }> };
	address?: AddressRequest;
	buttons?: Button[];
	list?: List;
	cards?: Card[];
	/** Meant for the person testing, not for the customer. */
	note?: string;
}

export interface Quote {
	id: string;
	from: 'customer' | 'business';
	text: string;
}

export interface ErrorView {
	code: number;
	title: string;
	details?: string;
}

/** A line in a chat. */
export interface Entry {
	/** The wamid, or an ID of the emulator for lines that are no messages. */
	id: string;
	customer: string;
	business: string;
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
	answer?: string;
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

/** What the customer does, in the chat with a business. */
export type Action = { customer: string; business: string } & (
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
);
