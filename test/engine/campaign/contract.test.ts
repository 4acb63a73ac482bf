import { Contract } from '../../contract/contractNode';
import { sendLogContract } from '../../contract/sendLogContract';
import { registerNodeType, runNode } from '../harness';
import { openStore } from './fakeDeduplicator';

beforeAll(async () => {
	registerNodeType('test.contract', new Contract());
	await openStore();
});

test('the fake of n8n’s processed data keeps the contract of the send log', async () => {
	const { output } = await runNode({ parameters: {}, node: { type: 'test.contract', credentials: {} } });
	expect(output?.map(({ json }) => json)).toEqual(sendLogContract.map(({ title }) => ({ title })));
});
