import type { IHookFunctions } from 'n8n-workflow';
import type { ListenOn } from '../../subscriptions/listening';
import type { TriggerWorkflow } from '../../subscriptions/triggerWorkflow';
import type { Caller } from '../../subscriptions/subscriptionsApi';

/** A trigger's validated configuration. */
export interface TriggerConfig {
	context: IHookFunctions;
	/** Calls with the app credential. */
	app: Caller;
	appId: string;
	appSecret: string;
	/** Calls with the access token; set if the node has that credential. */
	account?: Caller;
	/** The account in the credential; '' without that credential. */
	wabaId: string;
	listenOn: ListenOn;
	/** Set with listenOn 'phoneNumber'. */
	phoneNumberId: string;
	/** Callback URL of this registration: test or production. */
	callbackUrl: string;
	/** Names of the webhook fields, sorted. */
	fields: string[];
	takeOver: boolean;
	/** Whether the Graph API in use is a server on this machine. */
	local: boolean;
	/** Whether this is a test run from the editor. */
	test: boolean;
}

/** What a registration changed, so that it can be undone. Kept in the node's static data. */
export interface RegistrationState {
	callbackUrl: string;
	test: boolean;
	appId: string;
	wabaId: string;
	listenOn: ListenOn;
	phoneNumberId: string;
	/** Fields that the app was not subscribed to before. */
	added: string[];
	/**
	 * Fields of the app that are there because of this trigger: those that this and earlier registrations added, and
	 * those that triggers of the same account left to it. Missing in states of earlier versions.
	 */
	own?: string[];
	/** Callbacks that a test run replaced, to be restored. */
	previousApp?: string;
	previousOverride?: string;
}

/** Owner of the callback that Meta has, and its workflow if it is another trigger that reports it. */
export interface CallbackOwner {
	kind: CallbackOwnerKind;
	workflow?: TriggerWorkflow;
}

export type CallbackOwnerKind =
	/** There is no callback. */
	| 'none'
	/** This registration's own. */
	| 'own'
	/** The same trigger's other URL: production during a test run, or test outside of one. */
	| 'sameTrigger'
	/** Another trigger of the same app that is listening. */
	| 'otherTrigger'
	/** A leftover URL of this n8n that no workflow listens on. */
	| 'stale'
	/** Other software. */
	| 'external';
