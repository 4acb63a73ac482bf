import { newKeyPair } from '../../../scripts/n8n/bookingFlow';
import { bookingCredentials, chatModelCredential, emulatorCredentials } from '../../../scripts/n8n/examples';
import type { SavedCredential } from '../../../scripts/n8n/rest';
import type { TestEnvironment } from './testEnvironment';

/** Adds the credentials that `npm start` creates for the examples. */
export async function addExampleCredentials(
	{ rest, emulator }: TestEnvironment,
	modelUrl: string,
): Promise<SavedCredential[]> {
	const { privateKey } = newKeyPair();
	const all = [
		...[emulatorCredentials, bookingCredentials].flatMap((of) => of(emulator.url, emulator.seed, privateKey)),
		chatModelCredential(modelUrl),
	];
	const saved: SavedCredential[] = [];
	// One after the other: with SQLite, n8n 1.x mixes up concurrent transactions.
	for (const { name, type, data } of all) saved.push(await rest.createCredential(name, type, data));
	return saved;
}
