import type { Json } from '../../messages/checks';
import type { State } from '../../state';
import type { AcceptedMessage } from '../../types';
import { flowButton } from './fromMessage';
import type { Endpoint } from './endpoint';
import { Cdn, keep } from './media';
import { FlowSession } from './session';

/** A flow that no message contains: its JSON, and how it opens. */
export interface AnyFlow {
	flowJson: unknown;
	/** URL of its endpoint; absent for a flow without one. */
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

/** The flows that customers have open, the files they picked, and the disabled flow buttons. */
export class FlowSessions {
	readonly cdn = new Cdn();
	/** Base URL of the emulator: for the URLs of picked files. */
	origin = '';
	private readonly all = new Map<string, FlowSession>();
	/** The customer message of each disabled button, by message ID. */
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

	/** Aborts pending requests to endpoints. */
	close(): void {
		this.abort.abort();
	}

	/** @throws RangeError when there is no such session, or, without an ID, none at all */
	find(id?: string): FlowSession {
		const found = id === undefined ? [...this.all.values()].pop() : this.all.get(id);
		if (!found) throw new RangeError(id === undefined ? 'No flow was opened yet' : `There is no open flow '${id}'`);
		return found;
	}

	/** The customer message for a disabled button; undefined while the button opens its flow. */
	disabledButton(message: string): string | undefined {
		return this.disabled.get(message);
	}

	/**
	 * Opens the flow of a message that a customer received.
	 * @param complete sends the answers.
	 * @returns the ID of their message
	 * @throws RangeError when the message has no flow, its button is disabled, or the flow cannot be shown
	 */
	async ofMessage(message: AcceptedMessage, complete: (response: Json) => string): Promise<FlowSession> {
		const reason = this.disabled.get(message.id);
		if (reason !== undefined) throw new RangeError(`The button of message ${message.id} is disabled: ${reason}`);
		const button = flowButton(message, this.state.templates);
		if (!button) throw new RangeError(`Message ${message.id} opens no flow`);
		const { wabaId } = this.state.phones.get(message.phoneNumberId)!;
		const flow =
			button.flowId === undefined
				? this.state.flows.named(wabaId, button.flowName ?? '')
				: this.state.flows.find(button.flowId);
		if (flow?.json === undefined)
			throw new RangeError(`The flow of message ${message.id} does not exist, or has no Flow JSON`);
		// Meta docs: Flows > Flows API > Retrieving flow details, status.
		if (flow.status === 'BLOCKED' || flow.status === 'DEPRECATED')
			throw new RangeError(`The flow '${flow.name}' is ${flow.status} and cannot be opened`);
		const { flowToken, action, screen, data } = button;
		const { phoneNumberId, id } = message;
		const endpoint =
			flow.endpointUri === undefined
				? undefined
				: this.endpoint(
						flow.endpointUri,
						phoneNumberId,
						undefined,
						this.state.findApp(flow.applicationId ?? '')?.secret,
					);
		const opening = {
			flowJson: flow.json,
			endpoint,
			flowToken,
			action,
			screen,
			data,
			complete,
			disable: (words: string) => {
				this.disabled.set(id, words);
				this.state.phone.disableFlow(id, words);
			},
		};
		return await this.open(phoneNumberId, opening);
	}

	/** Opens a flow given as JSON. @throws RangeError when it cannot be shown */
	async ofJson(
		flow: AnyFlow,
		complete: (response: Json) => string | undefined = () => undefined,
	): Promise<FlowSession> {
		const {
			phoneNumberId = this.state.seed.phoneNumberId,
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

	/** What requests to an endpoint need. */
	endpoint(url: string, phoneNumberId: string, publicKey?: string, appSecret = this.state.seed.app.secret): Endpoint {
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
