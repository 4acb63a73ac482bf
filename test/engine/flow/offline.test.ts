import type { INodeParameters } from 'n8n-workflow';
import { mockedNetwork, flowJson, run } from './support';

mockedNetwork();

/** Runs a node for which no credential is selected. */
const alone = async (operation: string, parameters: INodeParameters = {}) =>
	await run(operation, parameters, { node: { credentials: {} } });

test('runs Validate JSON without a credential', async () => {
	const { output } = await alone('validateJson', { flowJson: JSON.stringify(flowJson) });
	expect(output).toMatchObject([{ json: { valid: true, errors: 0, version: '7.3' } }]);
});

test('runs Generate Key Pair without a credential', async () => {
	const { output } = await alone('generateKeyPair');
	expect(output).toMatchObject([
		{ json: { publicKey: expect.stringMatching(/^-----BEGIN PUBLIC KEY-----\n/) as string } },
	]);
});

test('requires a credential for an operation that calls the Graph API', async () => {
	const { output, error } = await alone('getAll');
	expect(output).toBeUndefined();
	expect(error.message).toMatch(/credential/i);
});
