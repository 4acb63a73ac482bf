/** What messages show, in the phone and on the way to it. */

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
