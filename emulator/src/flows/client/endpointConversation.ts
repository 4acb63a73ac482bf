import type { Json } from '../../messages/checks';
import { tokenSignature } from './crypto';
import { atLeast, type Definition } from './definition';
import { sendToEndpoint, FlowFailure, TokenInvalid, type ErrorKey, type EndpointExchange } from './endpoint';
import type { Opening } from './types';

/** Errors that are not reported to the endpoint: it could not read the notification either. */
const untold: ErrorKey[] = ['public-key-missing', 'business-decryption-error', 'no_http_response_error'];

/** The requests between an open flow and its endpoint. */
export class Talk {
	readonly exchanges: EndpointExchange[] = [];

	constructor(
		private readonly definition: Definition,
		private readonly opening: Opening,
	) {}

	/**
	 * Sends a request to the endpoint.
	 * @param body action and its parameters
	 * @throws FlowFailure, TokenInvalid as `exchange`
	 */
	async ask(body: Json): Promise<Json> {
		const { endpoint, flowToken } = this.opening;
		if (!endpoint) throw new RangeError('The flow has no endpoint');
		const { version, dataApiVersion = '3.0' } = this.definition;
		const signed =
			atLeast(version, '7.3') && atLeast(dataApiVersion, '4.0')
				? { flow_token_signature: tokenSignature(flowToken, endpoint.appSecret) }
				: {};
		return await sendToEndpoint(
			endpoint,
			{ version: dataApiVersion, flow_token: flowToken, ...signed, ...body },
			(one) => this.exchanges.push(one),
		);
	}

	/**
	 * Reports an error to the endpoint (Meta docs: Flows > Implementing your Flow Endpoint > Error notification
	 * request). The response is ignored.
	 */
	async notify(action: string, screen: string | undefined, { key, message }: FlowFailure): Promise<void> {
		if (!this.opening.endpoint || untold.includes(key)) return;
		const data = { error: key, error_message: message };
		await this.ask({
			action: action === 'BACK' ? 'data_exchange' : action,
			...(screen === undefined ? {} : { screen }),
			data,
		}).catch((error: Error) => {
			if (!(error instanceof FlowFailure || error instanceof TokenInvalid)) throw error;
		});
	}
}
