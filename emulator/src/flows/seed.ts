import { seed, type Seed } from '../seed';
import { checkFlowJson } from './check';
import type { Flow } from './types';

type SeedFlow = Pick<Flow, 'id' | 'name' | 'status' | 'categories'> & Partial<Flow>;

/** A flow with one screen. */
export const oneScreen = (id: string, title: string): string =>
	JSON.stringify(
		{
			version: '7.3',
			screens: [
				{
					id,
					title,
					terminal: true,
					success: true,
					layout: {
						type: 'SingleColumnLayout',
						children: [
							{ type: 'TextInput', name: 'answer', label: 'Your answer', required: true },
							{
								type: 'Footer',
								label: 'Send',
								'on-click-action': { name: 'complete', payload: { answer: '${form.answer}' } },
							},
						],
					},
				},
			],
		},
		null,
		2,
	);

const own: SeedFlow[] = [
	{
		id: '900100200300',
		name: 'visit_booking',
		status: 'PUBLISHED',
		categories: ['APPOINTMENT_BOOKING'],
		json: oneScreen('START', 'Book a visit'),
	},
	{
		id: '1434689960874242',
		name: 'table_booking',
		status: 'PUBLISHED',
		categories: ['APPOINTMENT_BOOKING'],
		json: oneScreen('BOOKING', 'Book a table'),
	},
	{
		id: '900100200301',
		name: 'customer_survey',
		status: 'DRAFT',
		categories: ['SURVEY'],
		json: oneScreen('SURVEY', 'How was it?'),
	},
	{
		id: '900100200302',
		name: 'old_sign_up',
		status: 'DEPRECATED',
		categories: ['SIGN_UP'],
		json: oneScreen('SIGN_UP', 'Sign up'),
	},
	{
		id: '900100200303',
		name: 'blocked_form',
		status: 'BLOCKED',
		categories: ['LEAD_GENERATION'],
		json: oneScreen('LEAD', 'Tell us'),
		endpointUri: 'https://example.com/down',
		applicationId: seed.app.id,
	},
	{
		id: '900100200304',
		name: 'slow_form',
		status: 'THROTTLED',
		categories: ['CONTACT_US', 'OTHER'],
		json: oneScreen('CONTACT', 'Contact us'),
		endpointUri: 'https://example.com/slow',
		applicationId: seed.app.id,
	},
	{
		id: '900100200305',
		name: 'broken_draft',
		status: 'DRAFT',
		categories: ['OTHER'],
		json: '{\n  "version": "7.3",\n  "screens": []\n}',
	},
];

/** Flows of the account that flows can be migrated from. */
const foreign: SeedFlow[] = ['appointment', 'leadgen', 'visit_booking'].map((name, index) => ({
	id: `90020030040${index}`,
	wabaId: seed.otherWabaId,
	name,
	status: 'PUBLISHED',
	categories: ['OTHER'],
	json: oneScreen('START', name),
}));

const completedFor =
	({ app, wabaId }: Seed) =>
	(flow: SeedFlow): Flow => ({
		wabaId,
		validationErrors: flow.json === undefined ? [] : checkFlowJson(flow.json),
		updatedAt: Date.UTC(2026, 9, 1, 8, 30),
		preview: { token: `seed-${flow.id}`, expiresAt: Date.now() + 20 * 86_400_000 },
		sentAt: [],
		...flow,
		...(flow.applicationId === undefined ? {} : { applicationId: app.id }),
	});

/** The flows that the emulator starts with: one in each state, one with errors; and those of the other account. */
export const seedFlows = (account: Seed = seed): Flow[] => [...own, ...foreign].map(completedFor(account));

/** The flows of the account for demonstrations: two that are published, and a draft. */
export const demoFlows = (account: Seed = seed): Flow[] =>
	own
		.filter(({ name }) => ['visit_booking', 'table_booking', 'customer_survey'].includes(name))
		.map(completedFor(account));
