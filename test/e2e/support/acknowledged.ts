import type { Emulator } from '../../../emulator/src';

/** The deliveries with this text that n8n has answered with 200, in the order of the responses. */
export const acknowledged = (emulator: Emulator, text: string): Emulator['webhooks'] =>
	emulator.webhooks.filter(({ status, body }) => status === 200 && JSON.stringify(body).includes(text));
