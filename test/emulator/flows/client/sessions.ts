import type { Json } from '../../messages/checks';
import { seed } from '../../seed';
import type { State } from '../../state';
import type { AcceptedMessage } from '../../types';
import { flowButton } from './fromMessage';
import type { Endpoint } from './endpoint';
import { Cdn, keep } from './media';
import { FlowSession } from './session';

/** A flow that nobody sent: its JSON, and how it opens. */
export interface AnyFlow {
	flowJson: unknown;
	/** Where its endpoint is; none for a flow that does without. */
	endpointUri?: string;
	/** PEM; default: the key that is uploaded for the number. */
	publicKey?: string;
	/** Default: the secret of the app. */
	appSecret?: string;
	/** Default: the first number. */
	phoneNumberId?: string;
	/** Default: 'unused'. */
	flowToken?: string;
	/** Default: 'data_exchange' where there is an endpoint. */
	flowAction?: 'navigate' | 'data_exchange';
	screen?: string;
	data?: Json;
}

/** The flows that customers have open, with the files they picked, and the buttons that no longer open one. */
export class FlowSessions {
	readonly cdn = new Cdn();
	/** Where the emulator is reached: for addresses of picked files. */
	origin = '';
	private readonly all = new Map<string, FlowSession>();
	/** What the customer was told when a button was disabled, by the ID of the message. */
	private readonly disabled = new Map<string, string>();
	private abort = new AbortController();

	constructor(private readonly state: State) {}

	reset(): void {
		this.close();
		this.abort = new AbortController();
		this.all.clear();
		this.disabled.clear();
		this.cdn.clear();
	}

	/** Ends requests to endpoints that are under way. */
	close(): void {
		this.abort.abort();
	}

	/** @throws RangeError when there is none such; without an ID: none yet */
	find(id?: string): FlowSession {
		const found = id === undefined ? [...this.all.values()].pop() : this.all.get(id);
		if (!found) throw new RangeError(id === undefined ? 'No flow was opened yet' : `There is no open flow '${id}'`);
		return found;
	}

	/** What the customer was told when the button of a message was disabled; undefined while it opens its flow. */
	disabledButton(message: string): string | undefined {
		return this.disabled.get(message);
	}

	/**
	 * Opens the flow of a message that a customer got.
	 * @param complete sends the answers. @returns the ID of their message
	 * @throws RangeError when the message opens no flow, its button is disabled, or the flow cannot be shown
	 */
	async ofMessage(message: AcceptedMessage, complete: (response: Json) => string): Promise<FlowSession> {
		const told = this.disabled.get(message.id);
		if (told !== undefined) throw new RangeError(`The button of message ${message.id} is disabled: ${told}`);
		const button = flowButton(message, this.state.templates);
		if (!button) throw new RangeError(`Message ${message.id} opens no flow`);
		const { wabaId } = this.state.phones.get(message.phoneNumberId)!;
		const flow =
			button.flowId === undefined
				? this.state.flows.named(wabaId, button.flowName ?? '')
				: this.state.flows.find(button.flowId);
		if (flow?.json === undefined)
			throw new RangeError(`The flow of message ${message.id} does not exist, or has no Flow JSON`);
		// Facts sheet 5.1, status.
		if (flow.status === 'BLOCKED' || flow.status === 'DEPRECATED')
			throw new RangeError(`The flow '${flow.name}' is ${flow.status} and cannot be opened`);
		const { flowToken, action, screen, data } = button;
		const { phoneNumberId, id } = message;
		const endpoint = flow.endpointUri === undefined ? undefined : this.endpoint(flow.endpointUri, phoneNumberId);
		const opening = {
			flowJson: flow.json,
			endpoint,
			flowToken,
			action,
			screen,
			data,
			complete,
			disable: (words: string) => void this.disabled.set(id, words),
		};
		return await this.open(phoneNumberId, opening);
	}

	/** Opens a flow that nobody sent. @throws RangeError when it cannot be shown */
	async ofJson(
		flow: AnyFlow,
		complete: (response: Json) => string | undefined = () => undefined,
	): Promise<FlowSession> {
		const {
			phoneNumberId = seed.phoneNumberId,
			endpointUri,
			publicKey,
			appSecret,
			flowToken = 'unused',
			flowJson,
			screen,
			data,
		} = flow;
		const endpoint =
			endpointUri === undefined ? undefined : this.endpoint(endpointUri, phoneNumberId, publicKey, appSecret);
		const action = flow.flowAction ?? (endpoint ? 'data_exchange' : 'navigate');
		return await this.open(phoneNumberId, {
			flowJson,
			endpoint,
			flowToken,
			action,
			screen,
			data,
			complete,
			disable: () => {},
		});
	}

	/** What the requests to an endpoint are made with. */
	endpoint(url: string, phoneNumberId: string, publicKey?: string, appSecret = seed.app.secret): Endpoint {
		return {
			url,
			publicKey: () => publicKey ?? this.state.flows.keys.get(phoneNumberId)?.business_public_key,
			appSecret,
			limitMs: () => this.state.settings.flowTimeoutMs,
			signal: this.abort.signal,
		};
	}

	private async open(
		phoneNumberId: string,
		opening: Omit<ConstructorParameters<typeof FlowSession>[1], 'toEndpoint' | 'toChat'>,
	): Promise<FlowSession> {
		const session = new FlowSession(String(this.all.size + 1), {
			...opening,
			toEndpoint: (file) => this.cdn.put(file, this.origin),
			toChat: async (file) => await keep(file, this.state, phoneNumberId),
		});
		this.all.set(session.id, session);
		await session.open();
		return session;
	}
}
