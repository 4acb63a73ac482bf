import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../shared/inputError';
import { omitUndefined, isObject } from '../../shared/input/parameterValues';
import { readOptions } from '../options';
import type { Operation, OperationItem } from '../types';
import { keyEdge, phoneField, publicKeyOfCredential, readPhone } from './keys';

const upload = 'Upload it with Flow > Upload Public Key.';

const advices = {
	missing: `The number has no public key: flows with an endpoint cannot be published or opened. ${upload}`,
	mismatch: `The signature of the key is no longer valid, as happens when a number is registered again or moved to another account. ${upload}`,
	other: `The number has another key than the credential: the endpoint cannot decrypt its requests (421). ${upload}`,
};

/** The credential's key, or why it cannot be compared: Meta's response is output in any case. */
async function ownKey(item: OperationItem): Promise<{ key?: string; problem?: string }> {
	return await publicKeyOfCredential(item).then(
		(key) => ({ key }),
		(error: unknown) => {
			if (!(error instanceof InputError)) throw error;
			return { problem: `The key of the credential cannot be used: ${error.message}. ${error.advice ?? ''}`.trim() };
		},
	);
}

const bare = (pem: unknown): string => String(pem).replace(/-----[^-]*-----|\s|\\n/g, '');

/** The number's key and its status, and what to do. */
function keyOutput(response: IDataObject, own: { key?: string; problem?: string }): IDataObject {
	const [first] = Array.isArray(response.data) ? (response.data as unknown[]) : [];
	const stored = isObject(first) && first.business_public_key ? first : undefined;
	if (stored === undefined) return { hasKey: false, advice: advices.missing };
	const matches = own.key === undefined ? undefined : bare(own.key) === bare(stored.business_public_key);
	const mismatch = stored.business_public_key_signature_status === 'MISMATCH';
	const advice = [mismatch && advices.mismatch, matches === false && advices.other, own.problem]
		.filter(Boolean)
		.join(' ');
	return omitUndefined({
		hasKey: true,
		...(stored as IDataObject),
		matchesCredential: matches,
		advice: advice || undefined,
	});
}

/**
 * Flow > Get Public Key: GET /{phone}/whatsapp_business_encryption. WhatsApp docs: Flows > Endpoint > Get public key.
 */
export const getPublicKey: Operation = {
	properties: [
		phoneField(
			'The phone number to get the public key of. If the credential has a private key, the keys are compared.',
		),
		...readOptions,
	],

	prepare(item) {
		const phone = readPhone(item);
		return {
			async run() {
				const response = await item.graph.request({ method: 'GET', path: [phone, keyEdge] });
				return { json: { phoneNumberId: phone, ...keyOutput(response, await ownKey(item)) } };
			},
		};
	},
};
