import { childPath } from '../path';
import type { ComponentSpec, Node, ValidationContext } from '../types';
import { action, flag, required, text, type } from './build';

/** Either left and right captions together, or only a center caption. */
function checkCaptions({ component, path }: Node, { flow, what }: ValidationContext): void {
	const [left, center, right] = ['left-caption', 'center-caption', 'right-caption'].map((key) =>
		Object.hasOwn(component, key),
	);
	if (center && (left || right)) {
		flow.findings.add(
			'footer-captions',
			childPath(path, 'center-caption'),
			`${what} has a caption in the centre and one beside it`,
			'Use the centre alone, or left and right',
			{ atKey: true },
		);
	} else if (left !== right) {
		const sideCaption = left ? 'left-caption' : 'right-caption';
		flow.findings.add(
			'footer-captions',
			childPath(path, sideCaption),
			`${what} has a caption on one side only`,
			"Add the other side, or use 'center-caption'",
			{ atKey: true },
		);
	}
}

/** WhatsApp docs: Flows > Components > Footer. */
export const footer: ComponentSpec = {
	type: 'Footer',
	perScreen: 1,
	properties: {
		type,
		label: required(35),
		'left-caption': text(15),
		'center-caption': text(15),
		'right-caption': text(15),
		enabled: flag(),
		'on-click-action': action(['navigate', 'data_exchange', 'complete'], { required: true, unlisted: ['update_data'] }),
	},
	checks: [checkCaptions],
};
