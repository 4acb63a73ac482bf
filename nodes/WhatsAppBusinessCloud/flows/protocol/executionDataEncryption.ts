import type { KeyObject } from 'crypto';
import { decrypt, deriveKey, encrypt } from '../../shared/encryption';

const PURPOSE = 'n8n-nodes-whatsapp-business-cloud sealed';

const keyOf = (privateKey: KeyObject): Buffer =>
	deriveKey(privateKey.export({ type: 'pkcs8', format: 'der' }), PURPOSE);

/**
 * Encrypts a secret for an item. Only the private key of the credential can decrypt it.
 * @param value any value that JSON can represent
 * @returns base64url
 */
export const encryptForItem = (value: unknown, privateKey: KeyObject): string => encrypt(value, keyOf(privateKey));

/** @returns the decrypted value; undefined when the text was modified or encrypted with another key */
export const decryptFromItem = (text: unknown, privateKey: KeyObject): unknown => decrypt(text, keyOf(privateKey));
