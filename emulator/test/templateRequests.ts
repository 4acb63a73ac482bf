import { client, type GraphResponse } from './helpers';
import { seed, type Emulator } from '../src';

/** The path of the templates of the seeded account. */
export const templates = `/${seed.wabaId}/message_templates`;
export const BODY = { type: 'BODY', text: 'Hello there, it is us.' };
export const buttons = (...list: object[]): object => ({ type: 'BUTTONS', buttons: list });

/** Creates a template by request. */
export async function createTemplate(
	emulator: Emulator,
	body: object,
): Promise<{ status: number; data: GraphResponse }> {
	return await client(emulator).post(templates, body);
}
