import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateFlowJson, type Finding } from '../../../../nodes/WhatsAppBusinessCloud/flows/json';

export type Json = any;

export type Fixture = 'booking' | 'gallery' | 'conditions';

export const fixtureText = (name: Fixture): string =>
	readFileSync(join(__dirname, '../../../fixtures/flows', `${name}.json`), 'utf8');

/** A copy of a valid flow that tests can change. */
export const fixture = (name: Fixture): Json => JSON.parse(fixtureText(name));

/** Findings for a flow that is passed as text, the form in which users paste it. */
export const findingsOf = (flow: unknown): Finding[] =>
	validateFlowJson(JSON.stringify(flow, undefined, '\t')).findings;

/** Rule and pointer of each finding. */
export const seen = (flow: unknown): string[] => findingsOf(flow).map(({ rule, pointer }) => `${rule} ${pointer}`);

/** The smallest valid flow, with the given components on its only screen. */
export const withComponents = (
	children: unknown[],
	more: { version?: string; screen?: object; flow?: object } = {},
): Json => ({
	version: more.version ?? '7.3',
	...more.flow,
	screens: [
		{
			id: 'ONLY',
			title: 'Only',
			terminal: true,
			...more.screen,
			layout: {
				type: 'SingleColumnLayout',
				children: [
					...children,
					{ type: 'Footer', label: 'Done', 'on-click-action': { name: 'complete', payload: {} } },
				],
			},
		},
	],
});

export const text = (length: number): string => 'a'.repeat(length);

/** A base64-encoded image of about the given size that begins like a PNG. */
export const png = (kb: number): string => `iVBORw0KGgo${'A'.repeat(Math.ceil((kb * 1024 * 4) / 3))}`;
