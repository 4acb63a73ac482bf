import type { IDataObject } from 'n8n-workflow';
import { describeTriggerWorkflow } from '../../../subscriptions/triggerWorkflow';
import { productionUrl } from '../../../subscriptions/callbackUrl';
import {
	DEFAULT_API_VERSION,
	ENDED_ADVICE,
	endedMessage,
	findVersion,
	formatDay,
	isEnded,
	NEXT_API_VERSION,
} from '../../../transport/graphVersions';
import { findDiscarded } from './discarded';
import type { Check, ReadResult, Setup } from './types';

const NEEDS_APP =
	"Enter 'App ID' and 'App Secret' in the credential, from App settings > Basic in the app's dashboard, and run this step again";

type CheckOutcome = Omit<Check, 'check'>;

const pass = (message: string): CheckOutcome => ({ status: 'pass', message, advice: '' });
const fail = (message: string, advice: string): CheckOutcome => ({ status: 'fail', message, advice });
const warning = (message: string, advice: string): CheckOutcome => ({ status: 'warning', message, advice });
const skipped = (message: string, advice: string): CheckOutcome => ({ status: 'skipped', message, advice });

function checkResult<T>(result: ReadResult<T>, check: (value: T) => CheckOutcome): CheckOutcome {
	return 'value' in result ? check(result.value) : fail(result.error.message, result.error.advice);
}

function appCredential({ app }: Setup): CheckOutcome {
	if (!app)
		return skipped("'App ID' or 'App Secret' is empty in the credential, so the app cannot be checked", NEEDS_APP);
	return checkResult(app.subscription, () => pass(`App ID and App Secret of the app ${app.id} are right`));
}

function appSubscription({ app }: Setup): CheckOutcome {
	if (!app) return skipped('What the app is subscribed to can be read with its ID and secret only', NEEDS_APP);
	if (!('value' in app.subscription)) return skipped('Could not be read', "See 'App'");
	const subscription = app.subscription.value;
	if (subscription === undefined) {
		return fail(
			'The app gets no WhatsApp webhooks: it has no subscription',
			'Publish a workflow with a WhatsApp Trigger',
		);
	}
	const { callback, fields, active } = subscription;
	if (!active)
		return fail(
			`Meta switched the subscription off; it was for '${callback}'`,
			'Unpublish and publish the workflow with the WhatsApp Trigger',
		);
	if (!fields.includes('messages')) {
		return fail(
			`The app is subscribed to ${fields.join(', ') || 'no fields'}, but not to messages`,
			"Publish a workflow with a WhatsApp Trigger that has 'Message' under 'Trigger On'",
		);
	}
	return pass(`The app is subscribed to ${fields.join(', ')}; its callback is '${callback}'`);
}

function accountSubscription({ app, apps }: Setup): CheckOutcome {
	return checkResult(apps, (list) => {
		const advice =
			"Run 'Subscribe' of this resource, or publish a workflow with a WhatsApp Trigger that has the same credential";
		if (list.length === 0)
			return fail('No app is subscribed to the business account, so Meta sends nothing of it', advice);
		const names = list.map(({ id, name }) => (name ? `${name} (${id})` : id)).join(', ');
		if (app && !list.some(({ id }) => id === app.id)) {
			return fail(
				`The app ${app.id} is not subscribed to the business account. Subscribed are: ${names}`,
				`${advice}. The access token has to be one of the same app`,
			);
		}
		return pass(`Subscribed to the business account: ${names}`);
	});
}

function overrides({ phone, callback }: Setup): CheckOutcome {
	return checkResult(phone, ({ webhook_configuration }) => {
		const levels = (webhook_configuration ?? {}) as IDataObject;
		if (callback === undefined)
			return warning(
				'Neither the number, nor the account, nor the app has a callback',
				'Publish a workflow with a WhatsApp Trigger',
			);
		const set = [
			levels.phone_number && 'the phone number',
			levels.whatsapp_business_account && 'the business account',
		].filter(Boolean);
		const of = set.length > 0 ? `Overrides are set for ${set.join(' and ')}. ` : 'There are no overrides. ';
		return pass(`${of}Messages of this number go to the callback of the ${callback.level}: '${callback.callbackUrl}'`);
	});
}

function callbackAnswers(setup: Setup): CheckOutcome {
	const { callback, app } = setup;
	if (callback === undefined) return skipped('There is no callback', "See 'Overrides'");
	const { callbackUrl, responder } = callback;
	if (!app)
		return skipped(
			`Whether '${callbackUrl}' is a WhatsApp Trigger of this app can be asked with the app's secret only`,
			NEEDS_APP,
		);
	if (responder === 'trigger') {
		const discarded = findDiscarded(setup);
		if (discarded) return fail(discarded.message, discarded.advice);
		const { workflow } = callback;
		const of =
			workflow === undefined
				? 'A WhatsApp Trigger of this app'
				: `The WhatsApp Trigger of the ${describeTriggerWorkflow(workflow)}`;
		return pass(`${of} listens at '${callbackUrl}'`);
	}
	if (responder === 'unregistered')
		return fail(
			`n8n responds at '${callbackUrl}', but no published workflow listens there`,
			'Publish the workflow with the WhatsApp Trigger',
		);
	return warning(
		`At '${callbackUrl}' no WhatsApp Trigger of this app responds`,
		"Right if other software gets the webhooks. If a WhatsApp Trigger is to get them: check that n8n is reached at this URL, or switch on 'Take Over Existing Webhook' in the trigger",
	);
}

function testRun({ callback }: Setup): CheckOutcome {
	if (callback === undefined) return skipped('There is no callback', "See 'Overrides'");
	if (productionUrl(callback.callbackUrl) === undefined) return pass('Webhooks do not go to a test run');
	const of = callback.workflow === undefined ? '' : ` of the ${describeTriggerWorkflow(callback.workflow)}`;
	return callback.responder === 'trigger'
		? warning(
				`Webhooks go to a test run${of} that is listening now`,
				'They go to the published workflow again when it ends',
			)
		: fail(
				`Webhooks go to '${callback.callbackUrl}', the URL of a test run that is over`,
				'Unpublish and publish the workflow with the WhatsApp Trigger, or execute it once and stop',
			);
}

function registered({ phone }: Setup): CheckOutcome {
	return checkResult(phone, ({ platform_type, status, display_phone_number, account_mode }) => {
		const number = String(display_phone_number ?? 'The number');
		if (platform_type !== undefined && platform_type !== 'CLOUD_API') {
			return fail(
				`${number} is not registered for the Cloud API (platform ${String(platform_type)})`,
				'Register it: WhatsApp Manager > Phone numbers, or POST /register',
			);
		}
		if (status !== undefined && status !== 'CONNECTED') {
			return warning(
				`${number} is registered, and its status is ${String(status)}`,
				'Look it up in WhatsApp Manager > Phone numbers',
			);
		}
		if (account_mode === 'SANDBOX')
			return warning(
				`${number} is a test number`,
				'It reaches up to five people, those entered under WhatsApp > API Setup',
			);
		return pass(`${number} is registered and connected`);
	});
}

function health({ phone }: Setup): CheckOutcome {
	return checkResult(phone, ({ health_status }) => {
		const { can_send_message: can, entities } = (health_status ?? {}) as IDataObject;
		if (can === undefined) return skipped('Meta does not say', '');
		if (can === 'AVAILABLE') return pass('Meta says that messages can be sent');
		const list = Array.isArray(entities) ? (entities as IDataObject[]) : [];
		const errors = list.flatMap((entity) => (Array.isArray(entity.errors) ? (entity.errors as IDataObject[]) : []));
		const blocked = list
			.filter((entity) => entity.can_send_message !== 'AVAILABLE')
			.map((entity) => String(entity.entity_type));
		const errorTexts = errors
			.map(({ error_description }) => String(error_description ?? ''))
			.filter(Boolean)
			.join('; ');
		const solutions = errors
			.map(({ possible_solution }) => String(possible_solution ?? ''))
			.filter(Boolean)
			.join('; ');
		const message = `Meta says ${String(can)}${blocked.length > 0 ? ` because of ${blocked.join(', ')}` : ''}${errorTexts && `: ${errorTexts}`}`;
		return {
			status: can === 'LIMITED' ? 'warning' : 'fail',
			message,
			advice: solutions || 'Look it up in WhatsApp Manager',
		};
	});
}

function apiVersion({ version: { used, hasNext } }: Setup): CheckOutcome {
	if (isEnded(used, Date.now())) return warning(endedMessage(used), ENDED_ADVICE);
	if (!('value' in hasNext)) return skipped(`Could not ask Meta for its versions: ${hasNext.error.message}`, '');
	const until = findVersion(used)?.until;
	const use = `The credential uses ${used}${until === undefined ? '' : `, which Meta serves until ${formatDay(until)}`}`;
	if (!hasNext.value) return pass(`${use}. There is no newer version than ${DEFAULT_API_VERSION}`);
	return warning(
		`${use}. Meta has published ${NEXT_API_VERSION}, which this version of the package does not know`,
		'Update the package',
	);
}

/** In the order in which they depend on each other. */
const CHECKS: Array<[string, (setup: Setup) => CheckOutcome]> = [
	[
		'Access token',
		({ account }) =>
			checkResult(account, ({ id, name }) => pass(`The token reads the account '${String(name ?? id)}'`)),
	],
	['Graph API version', apiVersion],
	['App', appCredential],
	['App subscription', appSubscription],
	['Account subscription', accountSubscription],
	['Overrides', overrides],
	['Callback', callbackAnswers],
	['Test run', testRun],
	['Phone number', registered],
	['Health', health],
];

/** @returns one result per check */
export function evaluateSetup(setup: Setup): Check[] {
	return CHECKS.map(([check, evaluate]) => ({ check, ...evaluate(setup) }));
}
