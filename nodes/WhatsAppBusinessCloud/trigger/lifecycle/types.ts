import type { IHookFunctions } from 'n8n-workflow';
import type { ListenOn } from '../../subscriptions/listening';
import type { Caller } from '../../subscriptions/subscriptionsApi';

/** What a trigger wants from Meta, read and checked. */
export interface TriggerConfig {
	context: IHookFunctions;
	/** Calls of the app's own, with its credential. */
	app: Caller;
	appId: string;
	appSecret: string;
	/** Calls with the access token; there when the node has that credential. */
	account?: Caller;
	/** The credential's account; '' without that credential. */
	wabaId: string;
	listenOn: ListenOn;
	/** Set with listenOn 'phoneNumber'. */
	phoneNumberId: string;
	/** The address of this very registration: test or production. */
	address: string;
	/** Meta's names of the webhook fields, sorted. */
	fields: string[];
	replaceForeign: boolean;
	/** The Graph API in use is a server on this machine. */
	local: boolean;
	/** A run from the editor. */
	test: boolean;
}

/** What a registration did, so that it can be undone: kept in the node's static data. */
export interface RegistrationState {
	address: string;
	test: boolean;
	appId: string;
	wabaId: string;
	listenOn: ListenOn;
	phoneNumberId: string;
	/** Fields that the app did not get before. */
	added: string[];
	/** What a test run replaced, to be put back. */
	previousApp?: string;
	previousOverride?: string;
}

/** Whose a callback is that Meta has. */
export type CallbackOwner =
	/** Meta has none. */
	| 'none'
	/** This registration's own. */
	| 'own'
	/** The same trigger's other address: production during a test run, and the other way round. */
	| 'twin'
	/** Another trigger of the same app, which is listening. */
	| 'sibling'
	/** Left over by this n8n: no workflow listens there. */
	| 'dead'
	| 'foreign';
