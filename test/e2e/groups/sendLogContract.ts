import { CONTRACT } from '../../contract/installContractNode';
import { sendLogContract as cases } from '../../contract/sendLogContract';
import { chain, freshPath, output, webhook } from '../support/workflows';
import type { TestEnvironment } from '../support/testEnvironment';

/** n8n's own store, in its database, does what the send log relies on. */
export function sendLogContract(env: () => TestEnvironment): void {
	describe('a campaign', () => {
		it("keeps the contract of the send log with n8n's own store", async () => {
			const { rest } = env();
			const path = freshPath();
			const step = { name: 'Contract', type: CONTRACT, typeVersion: 1, parameters: {} };
			const id = await rest.createWorkflow(chain(path, [webhook(path), { ...step, position: [220, 0] }]));
			await rest.activate(id, path);
			const execution = await rest.runByWebhook(id, path, {});
			expect(output(execution, 'Contract').map(({ json }) => json)).toEqual(cases.map(({ title }) => ({ title })));
		});
	});
}
