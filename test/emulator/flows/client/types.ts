import type { Json } from '../../messages/checks';
import type { Component } from './definition';
import type { Endpoint, ErrorKey, Exchange } from './endpoint';
import type { PickedFile } from './media';

/** How a flow is opened. */
export interface Opening {
	flowJson: unknown;
	endpoint?: Endpoint;
	flowToken: string;
	/** Where the first screen comes from: the message, or the endpoint (INIT). */
	action: 'navigate' | 'data_exchange';
	/** With navigate; default: the first screen that no other leads to. */
	screen?: string;
	data?: Json;
	/** A picked file on its way to the endpoint. */
	toEndpoint: (file: PickedFile) => Json;
	/** A picked file in the answers. */
	toChat: (file: PickedFile) => Promise<Json>;
	/** The answers go into the chat. @returns the ID of the message; undefined where nobody gets one */
	complete: (response: Json) => string | undefined;
	/** The button that opened the flow no longer does. */
	disable: (message: string) => void;
}

/** What the customer has before them, and what went on. */
export interface FlowView {
	status: 'open' | 'completed' | 'closed' | 'failed';
	screen?: { id: string; title: string; terminal: boolean; data: Json; form: Json; components: Component[] };
	/** IDs of the screens that one can go back through, the present one last. */
	stack: string[];
	/** What the customer reads: an error message of the endpoint, or that something went wrong. */
	message?: string;
	/** What went wrong, in WhatsApp's terms. */
	error?: { key: ErrorKey; message: string };
	/** What the flow ended with. */
	response?: Json;
	/** ID of the message that the business got then. */
	messageId?: string;
	/** Links that were opened. */
	opened: string[];
	exchanges: Exchange[];
}

/** A form that cannot leave its screen yet, with what is wrong, by field. */
export class FormIncomplete extends RangeError {
	constructor(
		screen: string,
		readonly problems: Record<string, string>,
	) {
		super(
			`Screen ${screen}: ${Object.entries(problems)
				.map(([field, what]) => `'${field}' ${what}`)
				.join(', ')}`,
		);
	}
}
