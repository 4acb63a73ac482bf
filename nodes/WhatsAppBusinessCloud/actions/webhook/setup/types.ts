import type { IDataObject } from 'n8n-workflow';
import type { CallbackResponder } from '../../../subscriptions/probeCallback';
import type { AppSubscription, SubscribedApp } from '../../../subscriptions/subscriptionsApi';
import type { Listening } from '../../../subscriptions/listening';
import type { TriggerWorkflow } from '../../../subscriptions/triggerWorkflow';

/** Result of a read request: the value, or why it could not be read. */
export type ReadResult<T> = { value: T } | { error: { message: string; advice: string } };

/** Everything that the checks use. */
export interface Setup {
	/** The account of the token. */
	account: ReadResult<IDataObject>;
	/** Absent without the app's credential. */
	app?: { id: string; subscription: ReadResult<AppSubscription | undefined> };
	apps: ReadResult<SubscribedApp[]>;
	phone: ReadResult<IDataObject>;
	/** The credential's Graph API version, and whether Meta has a newer one than this package knows. */
	version: { used: string; hasNext: ReadResult<boolean> };
	/** Callback for messages of the number, and its level; absent when there is none or it is unknown. */
	callback?: {
		callbackUrl: string;
		level: 'phone number' | 'business account' | 'app';
		responder?: CallbackResponder;
		listening?: Listening;
		/** The workflow of the trigger that responded. */
		workflow?: TriggerWorkflow;
	};
	/** The number that the trigger at the callback listens to, if it is not the checked one. */
	otherNumber?: ReadResult<IDataObject>;
	/** The checked number, and the credential's account. */
	target: { phoneNumberId: string; wabaId: string };
}

/** One line of the result. */
export interface Check {
	check: string;
	status: 'pass' | 'warning' | 'fail' | 'skipped';
	/** What was found. */
	message: string;
	/** What to do; empty when nothing is required. */
	advice: string;
}
