import type { IDataObject } from 'n8n-workflow';
import type { CallbackResponder } from '../../../subscriptions/probeCallback';
import type { AppSubscription, SubscribedApp } from '../../../subscriptions/subscriptionsApi';
import type { Listening } from '../../../subscriptions/listening';

/** Something that Meta was asked for: what it is, or why it could not be read. */
export type ReadResult<T> = { value: T } | { refused: { message: string; advice: string } };

/** All that the checks look at. */
export interface Setup {
	/** The account of the token. */
	account: ReadResult<IDataObject>;
	/** Absent without the app's credential. */
	app?: { id: string; subscription: ReadResult<AppSubscription | undefined> };
	apps: ReadResult<SubscribedApp[]>;
	phone: ReadResult<IDataObject>;
	/** Where messages of the number go, and from which level; absent when they go nowhere or it cannot be told. */
	callback?: {
		address: string;
		level: 'phone number' | 'business account' | 'app';
		answerer?: CallbackResponder;
		listening?: Listening;
	};
	/** The number that the trigger at the callback listens to, where it is another one. */
	otherNumber?: ReadResult<IDataObject>;
	/** The number that is checked, and the account of the credential. */
	asked: { phoneNumberId: string; wabaId: string };
}

/** One line of the result. */
export interface Check {
	check: string;
	status: 'pass' | 'warning' | 'fail' | 'skipped';
	/** What was found. */
	message: string;
	/** What to do; empty when there is nothing to do. */
	advice: string;
}
