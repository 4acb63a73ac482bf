import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { z } from 'zod';
import { parseInput, type Schema } from './input/parseInput';

/**
 * The value of a field. n8n stores what the user entered, with white space from pasting; an expression can return a
 * number, and a field that was added later is missing.
 */
const value = z.union([z.string(), z.number(), z.boolean()]).nullish();

/** The fields that all credentials have. */
export const connection = z.object({ apiVersion: value, baseUrl: value });

/** WhatsApp Business Cloud API. */
export const accountCredential = connection.extend({
	accessToken: value,
	businessAccountId: value,
	appId: value,
	appSecret: value,
});

/** WhatsApp Flows API. */
export const flowsCredential = accountCredential.omit({ appId: true }).extend({ privateKey: value, passphrase: value });

/** WhatsApp Business Cloud App OAuth2 API: n8n requests the token, and labels the fields Client ID and Client Secret. */
export const appCredential = connection.extend({
	clientId: value,
	clientSecret: value,
	oauthTokenData: z.object({ access_token: value }).nullish(),
});

/** As Meta's dashboard names it. */
export const ACCOUNT_ID_FIELD = 'WhatsApp Business Account ID';

const names = {
	accessToken: 'Access Token',
	apiVersion: 'API Version',
	appId: 'App ID',
	appSecret: 'App Secret',
	baseUrl: 'Base URL',
	businessAccountId: ACCOUNT_ID_FIELD,
	clientId: 'Client ID',
	clientSecret: 'Client Secret',
	passphrase: 'Passphrase',
	privateKey: 'Private Key',
};

/** The fields of a credential. @throws InputError when one is neither text nor a number */
export const parseCredential = <Output>(schema: Schema<Output>, data: ICredentialDataDecryptedObject): Output =>
	parseInput(schema, data, [], { names, advice: 'Check the expression in the credential' });

/** The text of a field, without white space from pasting. @returns '' when it is empty */
export const credentialText = (field: z.infer<typeof value>): string => String(field ?? '').trim();
