import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillIn } from '../../../scripts/host/examples';
import { PROJECT } from '../../../scripts/host/paths';
import type { WorkflowDefinition } from '../../../scripts/host/rest';
import type { World } from '../support/world';
import { freshPath, webhook } from '../support/workflows';
import { output } from './messages';

const FOLDER = join(PROJECT, 'examples');

/** What each example is to do: types of the messages that were accepted, and what came out of a step. */
const expectations: Record<string, { body?: unknown; accepted: string[]; step: string; items: number; refused?: number }> = {
	'1-send-a-text.json': { accepted: ['text'], step: 'Send text', items: 1 },
	'2-greet-a-list-of-people.json': { accepted: ['text', 'text', 'text'], step: 'Greet', items: 3, refused: 1 },
	'3-send-a-file.json': { accepted: ['document'], step: 'Fetch it back', items: 1 },
	'4-send-over-http.json': {
		body: { items: [{ to: '16505551234', text: 'Hi' }, { to: '16505551235', text: 'Hi too' }] },
		accepted: ['text', 'text'],
		step: 'Send',
		items: 2,
	},
	'5-reply-buttons.json': { accepted: ['interactive'], step: 'Ask', items: 1 },
	'6-list.json': { accepted: ['interactive'], step: 'Offer', items: 1 },
	'7-template-from-a-list.json': { accepted: ['template', 'template', 'template'], step: 'Tell about the order', items: 3 },
	'8-broadcast.json': { accepted: ['template', 'template', 'template'], step: 'Broadcast', items: 3, refused: 2 },
};

/** The workflows that the package brings along as examples run as they are. */
export function examples(world: () => World): void {
	describe('the examples', () => {
		it.each(readdirSync(FOLDER).filter((file) => file.endsWith('.json')))('%s', async (file) => {
			const { rest, credential, emulator } = world();
			const path = freshPath();
			const example = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as WorkflowDefinition;
			const filled = fillIn(example, [credential], emulator.seed);
			// Over HTTP instead of by a click; all else as it is.
			const nodes = filled.nodes.map((node) => {
				if (node.type === 'n8n-nodes-base.manualTrigger') return { ...webhook(path), name: node.name, position: node.position };
				if (node.type === 'n8n-nodes-base.webhook') return { ...node, webhookId: `${path}-id`, parameters: { ...node.parameters, path } };
				return node;
			});
			const id = await rest.createWorkflow({ ...filled, nodes });
			await rest.activate(id, path);

			const expected = expectations[file];
			const execution = await rest.runByWebhook(id, path, expected.body ?? {});
			expect(execution.data.resultData.error).toBeUndefined();
			expect(execution.status).toBe('success');
			expect(emulator.messages.map(({ type }) => type)).toEqual(expected.accepted);
			expect(output(execution, expected.step)).toHaveLength(expected.items);
			expect(output(execution, expected.step, 1)).toHaveLength(expected.refused ?? 0);
		});
	});
}
