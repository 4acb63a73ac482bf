import type { Json } from '../../messages/checks';
import type { Component } from './definition';
import type { Endpoint, ErrorKey, EndpointExchange } from './endpoint';
import type { PickedFile } from './media';

/** How a flow is opened. */
export interface Opening {
	flowJson: unknown;
	endpoint?: Endpoint;
	flowToken: string;
	/** Source of the first screen: the message, or the endpoint (INIT). */
	action: 'navigate' | 'data_exchange';
	/** For navigate; default: the first screen that no other leads to. */
	screen?: string;
	data?: Json;
	/** A picked file on its way to the endpoint. */
	toEndpoint: (file: PickedFile) => Json;
	/** A picked file in the answers. */
	toChat: (file: PickedFile) => Promise<Json>;
	/** Sends the answers into the chat. @returns the ID of the message; undefined when there is no recipient */
	complete: (response: Json) => string | undefined;
	/** Disables the button that opened the flow. */
	disable: (message: string) => void;
}

/** What the customer sees, and what has happened. */
export interface FlowView {
	status: 'open' | 'completed' | 'closed' | 'failed';
	screen?: { id: string; title: string; terminal: boolean; data: Json; form: Json; components: Component[] };
	/** IDs of the screens in the back stack, the current one last. */
	stack: string[];
	/** What the customer reads: an error message of the endpoint, or a generic one. */
	message?: string;
	/** The error in WhatsApp's terms. */
	error?: { key: ErrorKey; message: string };
	/** The response that the flow ended with. */
	response?: Json;
	/** ID of the message that the business received then. */
	messageId?: string;
	/** URLs of opened links. */
	opened: string[];
	exchanges: EndpointExchange[];
}

/** A form that cannot be submitted yet, with the errors by field. */
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
