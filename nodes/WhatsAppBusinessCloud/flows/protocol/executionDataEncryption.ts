import type { KeyObject } from 'crypto';
import { decrypt, deriveKey, encrypt } from '../../shared/encryption';

const PURPOSE = 'n8n-nodes-whatsapp-business-cloud sealed';

const keyOf = (privateKey: KeyObject): Buffer =>
	deriveKey(privateKey.export({ type: 'pkcs8', format: 'der' }) as Buffer, PURPOSE);

/**
 * Makes something secret fit to travel in an item: only who has the private key of the credential can open it.
 * @param value anything that JSON can hold
 * @returns base64url
 */
export const encryptForItem = (value: unknown, privateKey: KeyObject): string => encrypt(value, keyOf(privateKey));

/** @returns what was sealed; undefined when the text was changed, or sealed with another key */
export const decryptFromItem = (text: unknown, privateKey: KeyObject): unknown => decrypt(text, keyOf(privateKey));
