import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { IExecuteFunctions } from 'n8n-workflow';
import { Campaign } from '../../nodes/WhatsAppBusinessCloud/idempotency/campaign';
import { ProcessedDataStore } from '../../nodes/WhatsAppBusinessCloud/idempotency/processedDataStore';
import type { ClaimResult, TrackedTask } from '../../nodes/WhatsAppBusinessCloud/idempotency/types';

/**
 * What the package relies on in n8n's processed data, and what the send log on top of it guarantees. The same cases run
 * on n8n's own store, in each supported version and database, and on the fake that the engine tests use.
 */
export interface ContractCase {
	title: string;
	/** @throws AssertionError when the store behaves differently */
	run: (context: IExecuteFunctions) => Promise<void>;
}

/** A campaign's message to one recipient. */
const taskFor = (recipient: string, content = 'Hello'): TrackedTask => ({
	fingerprint: recipient,
	orderingKey: recipient,
	content,
	acceptedEarlier: { to: recipient },
});

const recipients = (count: number): string[] => Array.from({ length: count }, (_unused, index) => `recipient ${index}`);

const open = async (context: IExecuteFunctions, campaign: string, tasks: TrackedTask[]): Promise<Campaign> =>
	await Campaign.open(context, campaign, tasks);

/** Claims all tasks in a new run of the campaign. */
async function claimAll(context: IExecuteFunctions, campaign: string, tasks: TrackedTask[]): Promise<ClaimResult[]> {
	const log = await open(context, campaign, tasks);
	const claims = await Promise.all(tasks.map(async (task, index) => await log.claim(index, task)));
	assert.equal(await log.close(false), undefined);
	return claims;
}

const decisionsOf = (claims: ClaimResult[]): string[] => claims.map(({ decision }) => decision);

/** Claims a campaign's messages, and marks them as accepted. @returns the decisions */
export async function sendCampaign(context: IExecuteFunctions, campaign: string, count: number): Promise<string[]> {
	const tasks = recipients(count).map((recipient) => taskFor(recipient));
	const log = await open(context, campaign, tasks);
	const claims = await Promise.all(
		tasks.map(async (task, index) => {
			const claim = await log.claim(index, task);
			if (claim.decision === 'send') log.markAccepted(index);
			return claim;
		}),
	);
	assert.equal(await log.close(false), undefined);
	return decisionsOf(claims);
}

const storeCases: ContractCase[] = [
	{
		title: 'the store passes its own check',
		async run(context) {
			await new ProcessedDataStore(context).verify();
		},
	},
	{
		title: 'a recorded string is found again, in its own row only',
		async run(context) {
			const store = new ProcessedDataStore(context);
			const [row, other] = [randomUUID(), randomUUID()];
			assert.deepEqual([...(await store.record(row, ['a', 'b']))], []);
			assert.deepEqual([...(await store.record(row, ['b', 'c']))], ['b']);
			assert.deepEqual([...(await store.record(other, ['a']))], []);
			assert.deepEqual([await store.count(row), await store.count(other)], [3, 1]);
			await store.drop([row, other]);
		},
	},
	{
		title: 'a removed string is no longer found, and a missing row stays missing',
		async run(context) {
			const store = new ProcessedDataStore(context);
			const row = randomUUID();
			await store.remove(row, ['a']);
			assert.equal(await store.count(row), 0);
			await store.record(row, ['a', 'b']);
			await store.remove(row, ['a', 'c']);
			assert.equal(await store.count(row), 1);
			assert.deepEqual([...(await store.record(row, ['a', 'b']))], ['b']);
			await store.drop([row]);
		},
	},
	{
		title: 'a deleted row is empty, and other rows are not',
		async run(context) {
			const store = new ProcessedDataStore(context);
			const [row, other] = [randomUUID(), randomUUID()];
			await store.record(row, ['a']);
			await store.record(other, ['a']);
			await store.drop([row]);
			assert.deepEqual([await store.count(row), await store.count(other)], [0, 1]);
			await store.drop([other]);
		},
	},
	{
		title: 'a full row loses its oldest strings',
		async run(context) {
			const store = new ProcessedDataStore(context);
			const row = randomUUID();
			await store.record(row, ['a', 'b', 'c'], 3);
			await store.record(row, ['d'], 3);
			assert.equal(await store.count(row), 3);
			assert.deepEqual([...(await store.record(row, ['a', 'b', 'c', 'd'], 3))], ['b', 'c', 'd']);
			await store.drop([row]);
		},
	},
	{
		title: 'one of several simultaneous callers creates a row, and the others find it',
		async run(context) {
			const store = new ProcessedDataStore(context);
			for (let round = 0; round < 5; round++) {
				const row = randomUUID();
				const known = await Promise.all(Array.from({ length: 4 }, async () => await store.record(row, ['a'])));
				assert.equal(known.filter(({ size }) => size === 0).length, 1);
				await store.drop([row]);
			}
		},
	},
];

const logCases: ContractCase[] = [
	{
		title: 'a new item may be sent, and is unknown to the next run when it was not marked',
		async run(context) {
			const [campaign, tasks] = [randomUUID(), [taskFor('1')]];
			assert.deepEqual(decisionsOf(await claimAll(context, campaign, tasks)), ['send']);
			assert.deepEqual(decisionsOf(await claimAll(context, campaign, tasks)), ['unknown']);
			assert.deepEqual(decisionsOf(await claimAll(context, campaign, tasks)), ['unknown']);
		},
	},
	{
		title: 'an accepted item stays accepted in every later run',
		async run(context) {
			const [campaign, tasks] = [randomUUID(), [taskFor('recipient 0')]];
			assert.deepEqual(await sendCampaign(context, campaign, 1), ['send']);
			const accepted = {
				decision: 'accepted',
				output: { json: { acceptedEarlier: true, to: 'recipient 0' } },
			};
			for (let run = 0; run < 3; run++) assert.deepEqual(await claimAll(context, campaign, tasks), [accepted]);
		},
	},
	{
		title: 'a rejected item may be sent again',
		async run(context) {
			const [campaign, tasks] = [randomUUID(), [taskFor('1')]];
			const log = await open(context, campaign, tasks);
			assert.equal((await log.claim(0, tasks[0])).decision, 'send');
			log.markRejected(0);
			assert.equal(await log.close(false), undefined);
			assert.deepEqual(decisionsOf(await claimAll(context, campaign, tasks)), ['send']);
		},
	},
	{
		title: 'another campaign, recipient or message is another item; a message twice in one list is two',
		async run(context) {
			const campaign = randomUUID();
			const tasks = [taskFor('1'), taskFor('2'), taskFor('1', 'Other text'), taskFor('1')];
			const send = ['send', 'send', 'send', 'send'];
			assert.deepEqual(decisionsOf(await claimAll(context, campaign, tasks)), send);
			assert.deepEqual(decisionsOf(await claimAll(context, randomUUID(), tasks)), send);
			assert.deepEqual(decisionsOf(await claimAll(context, campaign, [...tasks, taskFor('1')])), [
				'unknown',
				'unknown',
				'unknown',
				'unknown',
				'send',
			]);
		},
	},
	{
		title: 'of two runs at once, only one sends each item',
		async run(context) {
			const campaign = randomUUID();
			const runs = await Promise.all([sendCampaign(context, campaign, 40), sendCampaign(context, campaign, 40)]);
			for (let item = 0; item < 40; item++)
				assert.equal(runs.filter((decisions) => decisions[item] === 'send').length, 1);
		},
	},
	{
		title: 'a campaign named after its execution is deleted when it is complete',
		async run(context) {
			const campaign = context.getExecutionId();
			const tasks = [taskFor('1')];
			for (let run = 0; run < 2; run++) {
				const log = await open(context, campaign, tasks);
				assert.equal((await log.claim(0, tasks[0])).decision, 'send');
				log.markAccepted(0);
				assert.equal(await log.close(true), undefined);
			}
		},
	},
];

export const sendLogContract: ContractCase[] = [...storeCases, ...logCases];
