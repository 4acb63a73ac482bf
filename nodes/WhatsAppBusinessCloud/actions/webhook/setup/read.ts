import type { NodeApiError } from 'n8n-workflow';
import { effectiveCallback } from '../../../subscriptions/effectiveCallback';
import { probeCallback } from '../../../subscriptions/probeCallback';
import { listApps, readApp } from '../../../subscriptions/subscriptionsApi';
import { deriveVerifyToken } from '../../../webhooks/verificationRequest';
import { readListening } from '../../../subscriptions/listening';
import { GraphApiError } from '../../../transport/errors';
import { NEXT_API_VERSION } from '../../../transport/graphVersions';
import type { GraphClient } from '../../../transport/types';
import { rememberSecrets } from '../../../shared/secrets';
import { isGraphLocal } from '../../isLocalApi';
import type { OperationItem } from '../../types';
import type { App } from '../app';
import type { ReadResult, Setup } from './types';

/** A failed request, for the report. */
function failed(thrown: unknown): { error: { message: string; advice: string } } {
	const { message, description } = thrown as NodeApiError;
	return { error: { message, advice: String(description ?? '').replace(/\s*\n\s*/g, ' ') } };
}

/** Runs a request, and returns its error instead of throwing it: the other checks are still useful. */
async function tryRead<T>(work: () => Promise<T>): Promise<ReadResult<T>> {
	try {
		return { value: await work() };
	} catch (thrown) {
		return failed(thrown);
	}
}

/** Meta's code for a path that it cannot parse, also because of a version that does not exist. */
const UNKNOWN_PATH = 2500;

/**
 * Whether Meta has published the version after the newest one that this package knows. For a version that does not
 * exist, Meta says `Unknown path components`; for any other one, it responds, or says what the token lacks.
 */
async function hasNextVersion(graph: GraphClient): Promise<ReadResult<boolean>> {
	try {
		await graph.request({ method: 'GET', path: ['me'], version: NEXT_API_VERSION, query: { fields: 'id' } });
		return { value: true };
	} catch (thrown) {
		const error = thrown instanceof GraphApiError ? thrown.response : undefined;
		// Without a code of Meta, nothing is known about the version.
		if (error?.code === undefined) return failed(thrown);
		return { value: error.code !== UNKNOWN_PATH || !/unknown path/i.test(error.message) };
	}
}

/** The verify token of a trigger at a callback URL; undefined when the URL cannot belong to a trigger. */
function tokenAt(app: App, callbackUrl: string): string | undefined {
	try {
		return deriveVerifyToken(app.secret, callbackUrl);
	} catch {
		return undefined;
	}
}

/**
 * Reads all settings that determine whether webhooks of a number arrive. Changes nothing.
 * @param phoneNumberId validated
 */
export async function readSetup(item: OperationItem, app: App | undefined, phoneNumberId: string): Promise<Setup> {
	const { graph, n8n } = item;
	const account = graph.businessAccountId;
	const fields =
		'display_phone_number,verified_name,status,platform_type,account_mode,health_status,webhook_configuration';
	const setup: Setup = {
		version: { used: graph.apiVersion, hasNext: await hasNextVersion(graph) },
		target: { phoneNumberId, wabaId: account },
		account: await tryRead(
			async () => await graph.request({ method: 'GET', path: [account], query: { fields: 'id,name' } }),
		),
		...(app && { app: { id: app.id, subscription: await tryRead(async () => await readApp(app.graph, app.id)) } }),
		apps: await tryRead(async () => await listApps(graph, account)),
		phone: await tryRead(async () => await graph.request({ method: 'GET', path: [phoneNumberId], query: { fields } })),
	};
	const callback = 'value' in setup.phone ? effectiveCallback(setup.phone.value) : undefined;
	if (callback === undefined) return setup;
	const token = app && tokenAt(app, callback.callbackUrl);
	if (app === undefined || token === undefined) return { ...setup, callback };
	rememberSecrets(token);
	const local = await isGraphLocal(item, 'whatsAppBusinessCloudApi');
	const { callbackUrl } = callback;
	const response = await probeCallback(n8n, { callbackUrl, verifyToken: token, appSecret: app.secret, local });
	const listening = readListening(response.listening);
	const other = listening?.phoneNumberId;
	return {
		...setup,
		callback: { ...callback, responder: response.responder, listening, workflow: response.workflow },
		...(other !== undefined &&
			other !== phoneNumberId && {
				otherNumber: await tryRead(
					async () => await graph.request({ method: 'GET', path: [other], query: { fields: 'display_phone_number' } }),
				),
			}),
	};
}
